namespace Cabildo.Exchange.Log.Containers;

/// <summary>The global configuration as it was downloaded, for whoever verifies containers.</summary>
internal interface IVerificationFiles
{
    /// <summary>This server's own X-Road instance.</summary>
    string Instance { get; }

    /// <summary>The shared parameters of every instance that is known, as they came.</summary>
    IReadOnlyList<VerificationFile> Current { get; }
}

/// <summary>The shared parameters of an instance.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Version">The version of the configuration's format.</param>
/// <param name="Content">The bytes of <c>shared-params.xml</c>.</param>
internal sealed record VerificationFile(string Instance, int Version, ReadOnlyMemory<byte> Content);
