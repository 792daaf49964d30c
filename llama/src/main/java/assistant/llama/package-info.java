/// A LangChain4j streaming chat model over llama.cpp, in process: any GGUF file, or the small model
/// in this jar.
///
/// - The chain finds [LlamaChatModel] by `ServiceLoader`; nothing else here is public.
/// - A file is read and checked ([Gguf]) before native code sees it, since that code ends the
///   process on some broken files.
/// - One answer is decoded at a time in a process, the others wait in the order they came.
/// - The chat template comes from the file. The built-in model is given the last question alone, in
///   lower case: that is all it was trained on.
/// - llama.cpp keeps a native thread, so a program that used this ends by `System.exit`.
package assistant.llama;
