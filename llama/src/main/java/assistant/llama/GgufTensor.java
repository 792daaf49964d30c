package assistant.llama;

import java.util.Arrays;

/// One tensor that a GGUF file names: its shape, number format and place.
record GgufTensor(String name, long[] shape, int format, long offset) {
  private static final int MOST_DIMENSIONS = 4;

  static GgufTensor read(GgufReader reader) {
    String name = reader.string();
    int dimensions = reader.int32();
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw new MalformedGguf("is damaged: a tensor has " + dimensions + " dimensions");
    }
    long[] shape = new long[dimensions];
    Arrays.setAll(shape, i -> reader.int64());
    return new GgufTensor(name, shape, reader.int32(), reader.int64());
  }

  /// That the tensor's numbers lie between the start of the data and the end of the file.
  void check(long data, long alignment, long fileSize) {
    long[] block = block();
    long numbers = 1;
    for (long length : shape) {
      if (length <= 0 || numbers > Long.MAX_VALUE / 512 / length) {
        throw new MalformedGguf("is damaged: tensor " + name + " has a length of " + length);
      }
      numbers *= length;
    }
    if (shape[0] % block[0] != 0 || offset < 0 || offset % alignment != 0) {
      throw new MalformedGguf("is damaged: tensor " + name + " does not fit its format");
    }
    if (offset > fileSize || data + offset + numbers / block[0] * block[1] > fileSize) {
      throw new IndexOutOfBoundsException(name);
    }
  }

  /// {numbers, bytes} of one block of the format, by ggml's number for it.
  private long[] block() {
    return switch (format) {
      case 0, 26 -> new long[] {1, 4};
      case 1, 25, 30 -> new long[] {1, 2};
      case 24 -> new long[] {1, 1};
      case 27, 28 -> new long[] {1, 8};
      case 2, 20 -> new long[] {32, 18};
      case 3 -> new long[] {32, 20};
      case 6 -> new long[] {32, 22};
      case 7 -> new long[] {32, 24};
      case 8 -> new long[] {32, 34};
      case 10 -> new long[] {256, 84};
      case 11, 21 -> new long[] {256, 110};
      case 12 -> new long[] {256, 144};
      case 13 -> new long[] {256, 176};
      case 14 -> new long[] {256, 210};
      case 16, 35 -> new long[] {256, 66};
      case 17 -> new long[] {256, 74};
      case 18 -> new long[] {256, 98};
      case 19 -> new long[] {256, 50};
      case 22 -> new long[] {256, 82};
      case 23 -> new long[] {256, 136};
      case 29 -> new long[] {256, 56};
      case 34 -> new long[] {256, 54};
      default ->
          throw new MalformedGguf(
              "has tensors in a number format that this version of llama.cpp does not know ("
                  + format
                  + ")");
    };
  }
}
