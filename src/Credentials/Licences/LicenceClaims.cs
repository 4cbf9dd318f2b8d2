using Cabildo.Credentials.StatusLists;

namespace Cabildo.Credentials.Licences;

/// <summary>Everything a licence code says: a CWT claims set (RFC 8392) with identity data and the licence.</summary>
public sealed record LicenceClaims
{
    /// <summary>Who issued the code; the trust list knows it by this (<c>iss</c>).</summary>
    public required string Issuer { get; init; }

    /// <summary>When the code was made, in whole seconds (<c>iat</c>).</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When the code stops counting, 24 to 72 hours later (<c>exp</c>).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Sixteen random bytes that name this one code (<c>cti</c>).</summary>
    public required ReadOnlyMemory<byte> CodeId { get; init; }

    /// <summary>Where the licence's state is published (<c>status</c>).</summary>
    public required StatusReference Status { get; init; }

    /// <summary>Whose licence it is (Claim 169).</summary>
    public required LicenceHolder Holder { get; init; }

    /// <summary>The licence.</summary>
    public required DrivingLicence Licence { get; init; }
}

/// <summary>The person, as MOSIP's Claim 169 describes people.</summary>
/// <param name="Id">Number of the person in the register (key 1).</param>
/// <param name="GivenNames">Given names (key 5).</param>
/// <param name="FamilyNames">Family names (key 7).</param>
/// <param name="BirthDate">Date of birth (key 8).</param>
/// <param name="Portrait">A small WebP picture of the face (keys 16 and 17); empty when it did not fit or there is none.</param>
public sealed record LicenceHolder(string Id, string GivenNames, string FamilyNames, DateOnly BirthDate, ReadOnlyMemory<byte> Portrait);

/// <summary>What the licence allows and until when.</summary>
public sealed record DrivingLicence
{
    /// <summary>Number of the licence.</summary>
    public required string Number { get; init; }

    /// <summary>The classes of vehicle, each with its own dates; at least one.</summary>
    public required IReadOnlyList<LicenceClass> Classes { get; init; }

    /// <summary>First day of the document.</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>Last day of the document.</summary>
    public required DateOnly ExpiryDate { get; init; }

    /// <summary>The authority that granted it, by name.</summary>
    public required string IssuingAuthority { get; init; }

    /// <summary>Conditions on the driver, by code; often none.</summary>
    public required IReadOnlyList<string> Restrictions { get; init; }

    /// <summary>Two letters.</summary>
    public required string IssuingCountry { get; init; }

    /// <summary>The state that the register gave when the code was made.</summary>
    public required TokenStatus StatusAtIssue { get; init; }

    /// <summary>When the register last changed the licence, in whole seconds.</summary>
    public required DateTimeOffset RegisterUpdatedAt { get; init; }
}

/// <summary>A class of vehicle that the holder may drive.</summary>
/// <param name="Code">The country's code of the class, such as B1.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record LicenceClass(string Code, DateOnly From, DateOnly To);
