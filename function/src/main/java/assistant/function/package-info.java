/// The question page's function: carries a question to a chat model and its tokens back, on Lambda.
///
/// What always holds:
///
/// - **chain**: `prompt | model | parser`; everything else carries a question to it and tokens back
///   ([assistant.function.chain.Chain]).
/// - **one path**: a whole answer is a streamed answer, collected; nothing calls a model in two
///   ways.
/// - **one catch**: what goes wrong with a request becomes a [assistant.function.problem.Problem]
///   in [assistant.function.chain.Failure] (the model's side) or [assistant.function.api.Router]
///   (ours); the ways in catch only what never reached a route.
/// - **silence**: no answer, log line or error holds a key, an exception's text, or (unless
///   `LOG_CONTENT` says so) a visitor's words.
/// - **alive**: whatever one request does, the next one is answered.
///
/// It lies in rooms with a direction, which `RoomsTest` holds; here are the doors, and [Assistant],
/// where the rooms meet.
package assistant.function;
