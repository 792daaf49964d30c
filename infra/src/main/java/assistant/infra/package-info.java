/// The assistant on AWS: one CDK stack, a construct for each concern.
///
/// - **Idle is nearly free.** Nothing is billed by the hour; only the secret is, by the month.
/// - **No secret in the template.** The API key never passes through the CDK, and CloudFormation
///   itself hands the origin's token from the secret to CloudFront.
/// - **The innermost gives up first.** Model < integration < function.
/// - **Deterministic.** The same sources and options give the same template.
/// - **Nothing is left.** What CloudFormation cannot take along, `make destroy` does.
package assistant.infra;
