/// A LangChain4j streaming chat model over llama.cpp, in process: any GGUF file, or the small model
/// in this jar.
///
/// - The chain finds [LlamaChatModel] by `ServiceLoader`; nothing else here is public.
/// - llama.cpp's libraries lie in a folder ([Libraries]) and are called by foreign functions
///   ([LlamaCpp]); where they would end the process, [NativeThread] tells it instead.
/// - One thread computes for all answers at once ([Decoder]); texts are cut into tokens on another.
/// - The chat template comes from the file. The built-in model is given the last question alone, in
///   lower case: that is all it was trained on.
package assistant.llama;
