/// One request and the way back to its caller, whichever way it came in.
///
/// Must not know: Lambda's events, or the routes.
package assistant.function.http;
