namespace Cabildo.Identity.Pages;

/// <summary>What is wrong with a request that cannot be sent back to the service it came from.</summary>
/// <param name="Texts">The prefix of the sentences for the person.</param>
/// <param name="Code">The code for the service's engineers; null where there is none.</param>
/// <param name="Detail">The same in a sentence, in English as all protocol errors.</param>
public sealed record Problem(string Texts, string? Code = null, string? Detail = null);
