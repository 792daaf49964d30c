/// What every room builds on: JSON, the environment, deadlines.
///
/// Must not know: anything else of the function. It takes a file only when three rooms use it.
package assistant.function.base;
