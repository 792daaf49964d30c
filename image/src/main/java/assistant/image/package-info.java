/// What is shipped as an image: the [Training] that writes its AOT cache, and the test
/// ([ImageTest]) that runs it as Lambda, or a visitor, would. The scripts beside it lay it out.
///
/// It knows the function only as a process behind the Runtime API.
package assistant.image;
