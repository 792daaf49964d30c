/// How the function calls out: the process's one HTTP/1.1 client, its TLS, the roots that it
/// trusts, the proxies that it heeds.
///
/// Must not know: whom it calls and what for; models, AWS, problems.
package assistant.function.net;
