/// What can go wrong, in words for the caller, under stable codes.
///
/// Must not know: where it goes wrong, or how it is told.
package assistant.function.problem;
