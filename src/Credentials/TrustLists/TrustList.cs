using System.Text.Json.Serialization;

namespace Cabildo.Credentials.TrustLists;

/// <summary>Whom a verifier may believe: the issuers, their authorities and their signers.</summary>
public sealed record TrustList
{
    /// <summary>Who publishes the list, by address.</summary>
    [JsonPropertyName("iss")]
    public required string Publisher { get; init; }

    /// <summary>When this copy was signed.</summary>
    [JsonPropertyName("iat")]
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>From here on the list must not be relied upon.</summary>
    [JsonPropertyName("exp")]
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>By when a newer copy will be published.</summary>
    [JsonPropertyName("next_update")]
    public required DateTimeOffset NextUpdate { get; init; }

    /// <summary>Grows with every change of content; a verifier refuses a list with a lower number than the one it holds.</summary>
    [JsonPropertyName("sequence")]
    public required long Sequence { get; init; }

    /// <summary>The issuers.</summary>
    [JsonPropertyName("issuers")]
    public required IReadOnlyList<TrustListIssuer> Issuers { get; init; }
}

/// <summary>One issuer of documents.</summary>
public sealed record TrustListIssuer
{
    /// <summary>The <c>iss</c> of its documents.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>Its name for people, by language (<c>es</c>, <c>en</c>).</summary>
    [JsonPropertyName("name")]
    public required IReadOnlyDictionary<string, string> Name { get; init; }

    /// <summary>Two letters (ISO 3166-1 where the country has a code there).</summary>
    [JsonPropertyName("country")]
    public required string Country { get; init; }

    /// <summary>Certificates of its authorities (IACA), DER.</summary>
    [JsonPropertyName("iaca")]
    public required IReadOnlyList<byte[]> Authorities { get; init; }

    /// <summary>Its signers, former ones too.</summary>
    [JsonPropertyName("signers")]
    public required IReadOnlyList<TrustListSigner> Signers { get; init; }

    /// <summary>Where it publishes the state of its documents.</summary>
    [JsonPropertyName("status_lists")]
    public required IReadOnlyList<string> StatusLists { get; init; }
}

/// <summary>One document signer of an issuer.</summary>
public sealed record TrustListSigner
{
    /// <summary>Base64url of the eight bytes that signatures name it by.</summary>
    [JsonPropertyName("kid")]
    public required string KeyId { get; init; }

    /// <summary>Its certificate, DER.</summary>
    [JsonPropertyName("certificate")]
    public required byte[] Certificate { get; init; }

    /// <summary>Whether its signatures still count.</summary>
    [JsonPropertyName("status")]
    public required SignerStatus Status { get; init; }
}

/// <summary>Whether a signer's signatures count.</summary>
public enum SignerStatus
{
    /// <summary>They do, as long as its certificate was in force at the time.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>None does, whenever made: the key is no longer trusted.</summary>
    [JsonStringEnumMemberName("withdrawn")]
    Withdrawn,
}
