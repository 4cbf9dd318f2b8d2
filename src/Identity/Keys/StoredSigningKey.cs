namespace Cabildo.Identity.Keys;

/// <summary>A signing key of the provider as it lies in the database.</summary>
internal sealed class StoredSigningKey
{
    /// <summary>1 for the first key, one more for each successor; unique, so that replicas make each successor once.</summary>
    public int Sequence { get; init; }

    public required string KeyId { get; init; }

    /// <summary>PKCS #8, protected by the data-protection keys of the role.</summary>
    public required byte[] ProtectedKey { get; init; }

    public DateTimeOffset SignsFrom { get; init; }

    public DateTimeOffset SignsUntil { get; init; }
}
