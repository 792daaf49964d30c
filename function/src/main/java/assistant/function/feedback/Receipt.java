package assistant.function.feedback;

import java.time.LocalDate;

/// That an answer was given here: under which id, on which day, by which model and version. It says
/// nothing of who asked.
public record Receipt(String id, LocalDate day, String model, String version) {}
