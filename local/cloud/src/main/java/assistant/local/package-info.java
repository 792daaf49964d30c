/// The cloud on localhost: what Lambda, API Gateway and CloudFront do around the function, spoken
/// as they speak it.
///
/// - **processes**: a function runs as Lambda would run it: its real `main`, an environment of its
///   own, one request at a time ([FunctionProcess]).
/// - **protocols**: towards the function only the Runtime API ([RuntimeApi]), towards the visitor
///   only HTTP; nothing is called in-process.
/// - **faults**: a process that dies takes its one request with it, as 502, and is replaced.
package assistant.local;
