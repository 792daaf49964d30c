/// AWS's services over signed requests: a secret, and a table's items.
///
/// Must not know: what is kept in them, or for whom.
package assistant.function.aws;
