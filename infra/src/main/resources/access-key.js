// Runs at CloudFront before each request to the API. Lists of headers to pass on may not name Authorization, so an access key
// that came as a bearer's goes on as the header that is in the list.
function handler(event) {
  var request = event.request;
  var headers = request.headers;
  var bearer = headers.authorization && /^bearer +(ask-[a-z0-9]+)$/i.exec(headers.authorization.value);
  if (bearer && !headers["x-access-key"]) {
    headers["x-access-key"] = { value: bearer[1] };
  }
  return request;
}
