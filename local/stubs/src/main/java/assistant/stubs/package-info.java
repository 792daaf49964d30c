/// Stand-ins for what cannot be here: a model ([StubModel]) and services of AWS ([StubAws]), each
/// at its wire protocol, each with a `main` by which another language starts it.
///
/// They know nothing of the function: what they answer, they take from the specifications.
package assistant.stubs;
