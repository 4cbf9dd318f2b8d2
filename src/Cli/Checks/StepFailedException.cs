namespace Cabildo.Cli.Checks;

/// <summary>A step of a story did not hold; the message completes "failed: …".</summary>
internal sealed class StepFailedException(string message) : Exception(message);
