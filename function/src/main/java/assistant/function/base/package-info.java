/// What every room builds on: JSON, the environment, deadlines, the process's HTTP client.
///
/// Must not know: anything else of the function. It takes a file only when three rooms use it.
package assistant.function.base;
