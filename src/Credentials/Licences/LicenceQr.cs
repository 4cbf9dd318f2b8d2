using System.Diagnostics.CodeAnalysis;
using Cabildo.Credentials.Encodings;
using Cabildo.Credentials.Signers;
using Cabildo.Trust.Cose;

namespace Cabildo.Credentials.Licences;

/// <summary>
/// The text of a licence QR code, version 1: <c>CBD1:</c> and the base45 of a COSE_Sign1. docs/protocols/licence-qr.md
/// specifies it.
/// </summary>
public sealed class LicenceQr
{
    /// <summary>How every code begins.</summary>
    public const string Prefix = "CBD1:";

    /// <summary>Most characters of a code: what keeps it at QR version 23 or less with error correction M.</summary>
    public const int MaximumLength = 1200;

    private readonly CoseSign1 _message;

    private LicenceQr(CoseSign1 message, SignerKeyId? keyId) => (_message, KeyId) = (message, keyId);

    /// <summary>The signer the code names; null when it names none that a signer could have.</summary>
    public SignerKeyId? KeyId { get; }

    /// <summary>The issuer the code names. It proves nothing before the signature is checked.</summary>
    internal string? ClaimedIssuer => LicencePayload.PeekIssuer(_message.Payload);

    /// <summary>
    /// Signs a code. The portrait is left out when the text would be longer than <see cref="MaximumLength"/> with it; null when
    /// the claims are too long even so.
    /// </summary>
    /// <param name="claims">What the code is to say.</param>
    /// <param name="signer">Who signs.</param>
    public static MadeCode? Make(LicenceClaims claims, DocumentSigner signer)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(signer);
        var text = Sign(claims, signer);
        if (text.Length <= MaximumLength) return new MadeCode(text, CarriesPortrait: !claims.Holder.Portrait.IsEmpty);

        text = Sign(claims with { Holder = claims.Holder with { Portrait = default } }, signer);
        return text.Length <= MaximumLength ? new MadeCode(text, CarriesPortrait: false) : null;
    }

    /// <summary>Reads the envelope of a code without believing it. False when the text is not a licence code at all.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out LicenceQr? code)
    {
        code = null;
        if (text is null || text.Length > MaximumLength || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (!Base45.TryDecode(text.AsSpan(Prefix.Length), out var bytes)) return false;
        if (!CoseSign1.TryRead(bytes, out var message) || !message.IsTagged) return false;
        code = new LicenceQr(message, SignerKeyId.TryRead(message.Header.KeyId.Span, out var keyId) ? keyId : null);
        return true;
    }

    /// <summary>Whether this key signed the code.</summary>
    internal bool Verify(CoseKey key) => _message.Verify(key);

    /// <summary>The claims; to be asked for only after <see cref="Verify"/>. False when they break the specification.</summary>
    internal bool TryReadClaims([NotNullWhen(true)] out LicenceClaims? claims) => LicencePayload.TryDecode(_message.Payload, out claims);

    private static string Sign(LicenceClaims claims, DocumentSigner signer)
    {
        var message = CoseSign1.Sign(LicencePayload.Encode(claims), new CoseHeader { KeyId = signer.KeyId.ToBytes() }, signer.CoseKey);
        return Prefix + Base45.Encode(message);
    }
}

/// <summary>A signed code.</summary>
/// <param name="Text">The text to draw.</param>
/// <param name="CarriesPortrait">Whether there was room for the portrait.</param>
public sealed record MadeCode(string Text, bool CarriesPortrait);
