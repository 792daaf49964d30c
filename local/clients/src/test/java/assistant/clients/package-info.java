/// Java clients of the API, each as its documentation has it, against the assistant as `make run`
/// starts it. Those in JavaScript are beside, in `test`.
package assistant.clients;
