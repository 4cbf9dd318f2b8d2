using System.Security.Cryptography.X509Certificates;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.Exchange.Certificates;

/// <summary>What one of this server's certificates is worth now: it holds until something of it changes, or time runs out.</summary>
internal sealed record Standing
{
    /// <summary>The certificate.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>The parameters under which its path was found.</summary>
    public required SharedParametersIndex Parameters { get; init; }

    /// <summary>The state of the answers it was judged by.</summary>
    public required int Edition { get; init; }

    /// <summary>Until when this is so.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The way up to an approved authority; null if there is none.</summary>
    public CertificatePath? Path { get; init; }

    /// <summary>Why it may not be used; null if it may. The name has no prefix yet.</summary>
    public Problem? Problem { get; init; }

    /// <summary>The answers that say it is good, one for each certificate of the path, from its own up; empty if it may not be used.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Answers { get; init; } = [];
}
