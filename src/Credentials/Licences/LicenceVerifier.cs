using Cabildo.Credentials.StatusLists;

namespace Cabildo.Credentials.Licences;

/// <summary>Checks licence codes without asking anybody. Thread-safe.</summary>
public sealed class LicenceVerifier(VerifierKnowledge knowledge)
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ExpiryTolerance = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(72);

    /// <summary>The verdict on a code.</summary>
    /// <param name="text">What the camera read.</param>
    /// <param name="now">The verifier's clock; its offset says which day it is for the licence's dates.</param>
    public LicenceCheck Check(string text, DateTimeOffset now)
    {
        var unchecked_ = new CheckEvidence(SignatureChecked: false, now - knowledge.Issuers.List.IssuedAt, StatusSource.None, StatusAge: null);
        if (!LicenceQr.TryRead(text, out var code))
            return new LicenceCheck(LicenceVerdict.NotALicence, "not-a-licence", "The text is not a licence code.", Claims: null, unchecked_);

        if (CheckSignature(code, out var claims) is var (verdict, reason, explanation))
            return new LicenceCheck(verdict, reason, explanation, Claims: null, unchecked_);

        var evidence = unchecked_ with { SignatureChecked = true };
        return CheckTime(claims!, now, evidence) ?? CheckStatus(claims!, now, evidence);
    }

    private (LicenceVerdict Verdict, string Reason, string Explanation)? CheckSignature(LicenceQr code, out LicenceClaims? claims)
    {
        claims = null;
        if (code.KeyId is not { } keyId) return (LicenceVerdict.UnknownIssuer, "no-signer", "The code does not name its signer.");

        var issuer = code.ClaimedIssuer;
        if (issuer is null && knowledge.Issuers.Knows(keyId)) return NotGenuine("claims", "The code's content is damaged.");
        if (issuer is null || !knowledge.Issuers.TryFind(issuer, keyId, out var signer))
            return (LicenceVerdict.UnknownIssuer, "unknown-issuer", "The trust list has no such issuer or signer. Refresh it and try again.");

        // A withdrawn or faulty signer has no key to check with.
        if (signer.CoseKey is null) return NotGenuine("signer", "The signer cannot be relied upon.");
        if (!code.Verify(signer.CoseKey)) return NotGenuine("signature", "The signature is wrong: the code was made or changed by somebody else.");
        if (!code.TryReadClaims(out var read) || !HasPlausibleLife(read)) return NotGenuine("claims", "The code's content breaks its specification.");
        if (signer.FaultAt(read.IssuedAt) is not null) return NotGenuine("signer", "The signer's certificate was not in force when the code was made.");
        claims = read;
        return null;
    }

    private static LicenceCheck? CheckTime(LicenceClaims claims, DateTimeOffset now, CheckEvidence evidence)
    {
        if (claims.IssuedAt > now + ClockTolerance)
            return new LicenceCheck(LicenceVerdict.Stale, "from-the-future", "The code is from the future: this device's clock may be wrong.", claims, evidence);
        return now > claims.ExpiresAt + ExpiryTolerance
            ? new LicenceCheck(LicenceVerdict.Stale, "stale", "The code has run out. Ask the holder to open the licence again.", claims, evidence)
            : null;
    }

    private LicenceCheck CheckStatus(LicenceClaims claims, DateTimeOffset now, CheckEvidence evidence)
    {
        var (status, source, asOf) = NewestStatus(claims, now);
        evidence = evidence with { StatusSource = source, StatusAge = now - asOf };
        LicenceCheck Answer(LicenceVerdict verdict, string reason, string explanation) => new(verdict, reason, explanation, claims, evidence);

        if (status is TokenStatus.Withheld) return Answer(LicenceVerdict.Withheld, "withheld", "An authority retains the licence.");
        if (status is TokenStatus.Suspended) return Answer(LicenceVerdict.Suspended, "suspended", "The licence is suspended.");
        if (status is not TokenStatus.Valid) return Answer(LicenceVerdict.Withdrawn, "withdrawn", "The licence was withdrawn.");
        if (HasExpired(claims.Licence, DateOnly.FromDateTime(now.DateTime))) return Answer(LicenceVerdict.Expired, "expired", "The licence is past its last day.");
        if (source is not StatusSource.StatusList && !HasUsableList(claims, now))
            return Answer(LicenceVerdict.Unknown, "no-status-list", "There is no status list in force: refresh the lists.");
        if (now > knowledge.Issuers.List.ExpiresAt)
            return Answer(LicenceVerdict.Unknown, "trust-list-outdated", "The trust list is no longer in force: refresh the lists.");
        return Answer(LicenceVerdict.Valid, "valid", "Genuine and in force. Compare the face.");
    }

    /// <summary>The register's answer stands in the code and in the list; the newer of the two counts.</summary>
    private (TokenStatus Status, StatusSource Source, DateTimeOffset AsOf) NewestStatus(LicenceClaims claims, DateTimeOffset now)
    {
        var fromCode = (claims.Licence.StatusAtIssue, StatusSource.Code, claims.IssuedAt);
        if (FindList(claims, now) is not { } token || token.IssuedAt < claims.IssuedAt) return fromCode;
        return ((TokenStatus)token.List[claims.Status.Index], StatusSource.StatusList, token.IssuedAt);
    }

    private bool HasUsableList(LicenceClaims claims, DateTimeOffset now) => FindList(claims, now) is not null;

    private StatusListToken? FindList(LicenceClaims claims, DateTimeOffset now) =>
        knowledge.Issuers.Publishes(claims.Issuer, claims.Status.Uri)
        && knowledge.StatusLists.TryGetValue(claims.Status.Uri, out var token)
        && token.Uri == claims.Status.Uri
        && (token.ExpiresAt is not { } end || now <= end)
        && claims.Status.Index < token.List.Count
            ? token
            : null;

    private static bool HasExpired(DrivingLicence licence, DateOnly today) =>
        licence.ExpiryDate < today || licence.Classes.All(allowed => allowed.To < today);

    private static bool HasPlausibleLife(LicenceClaims claims) =>
        claims.ExpiresAt > claims.IssuedAt && claims.ExpiresAt - claims.IssuedAt <= LongestLife;

    private static (LicenceVerdict, string, string) NotGenuine(string reason, string explanation) => (LicenceVerdict.NotGenuine, reason, explanation);
}
