/// What is told about each request: a log line, and CloudWatch metrics.
///
/// Must not know: HTTP, the provider or the guard; it is told figures.
package assistant.function.telemetry;
