package de.kherud.llama;

/// Names the slot that a request wants, which the library itself has no method for; hence the
/// library's package.
///
/// Left to choose, llama.cpp takes the slot that was used longest ago, if that was before the
/// present microsecond. After a cancel it may not have been: the request is put aside, and nothing
/// takes it up again.
public final class OnlySlot {
  private OnlySlot() {}

  /// The same parameters, for the one slot of a model that decodes one answer at a time.
  public static InferenceParameters of(InferenceParameters parameters) {
    parameters.parameters.put("id_slot", "0");
    return parameters;
  }
}
