using Cabildo.Browser.Tests.Surroundings;

namespace Cabildo.Browser.Tests.EveryPage;

/// <summary>A page as some visitor sees it.</summary>
/// <param name="Name">What it shows, in a few words: also the name of its picture.</param>
/// <param name="OpenAsync">Brings the visitor there.</param>
/// <param name="SignedInAs">DNI of who must be signed in.</param>
internal sealed record ShownPage(string Name, Func<Visitor, RunningCountry, Task> OpenAsync, string? SignedInAs = null);
