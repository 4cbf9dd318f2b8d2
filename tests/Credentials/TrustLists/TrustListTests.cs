using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Cabildo.Credentials.Encodings;
using Cabildo.Credentials.Licences;
using Cabildo.Credentials.TrustLists;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Jose;

namespace Cabildo.Credentials.Tests.TrustLists;

public sealed class TrustListTests : IDisposable
{
    private readonly Nation _nation = new();

    public void Dispose() => _nation.Dispose();

    [Fact]
    public void A_signed_list_comes_back_whole()
    {
        var list = _nation.TrustList();

        Assert.True(TrustListToken.TryRead(TrustListToken.Sign(list, _nation.Publisher), _nation.Publisher, out var read));

        Assert.Equal(list.Sequence, read.Sequence);
        Assert.Equal(list.ExpiresAt, read.ExpiresAt);
        Assert.Equal("Unidad Digital", read.Issuers[0].Name["es"]);
        Assert.Equal(list.Issuers[0].Signers[0].Certificate, read.Issuers[0].Signers[0].Certificate);
    }

    [Fact]
    public void A_list_of_another_publisher_or_with_any_character_changed_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var token = TrustListToken.Sign(_nation.TrustList(), _nation.Publisher);

        Assert.False(TrustListToken.TryRead(token, other, out _));
        Assert.False(TrustListToken.TryRead(TrustListToken.Sign(_nation.TrustList(), other), _nation.Publisher, out _));
        for (var at = 0; at < token.Length; at += 7)
        {
            var changed = string.Concat(token.AsSpan(0, at), token[at] is 'A' ? "B" : "A", token.AsSpan(at + 1));
            // The last character of a part may carry bits that decode to nothing.
            if (token[at] is '.' || (at + 1 < token.Length && token[at + 1] is not '.')) Assert.False(TrustListToken.TryRead(changed, _nation.Publisher, out _), $"character {at}");
        }
    }

    [Theory]
    [InlineData("""{"alg":"none","kid":"KID","typ":"trust-list+jwt"}""")]
    [InlineData("""{"alg":"HS256","kid":"KID","typ":"trust-list+jwt"}""")]
    [InlineData("""{"alg":"ES256","kid":"KID","typ":"statuslist+jwt"}""")]
    [InlineData("""{"alg":"ES256","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","kid":"other","typ":"trust-list+jwt"}""")]
    [InlineData("""{"alg":"ES256","kid":"KID","typ":"trust-list+jwt","crit":["x"],"x":1}""")]
    [InlineData("""{"alg":"ES256","alg":"ES256","kid":"KID","typ":"trust-list+jwt"}""")]
    public void A_well_signed_token_with_another_header_is_refused(string header)
    {
        var payload = TrustListToken.Sign(_nation.TrustList(), _nation.Publisher).Split('.')[1];

        var token = SignParts(header.Replace("KID", EcJwk.From(_nation.Publisher).KeyId, StringComparison.Ordinal), payload);

        Assert.False(TrustListToken.TryRead(token, _nation.Publisher, out _));
    }

    [Fact]
    public void The_same_parts_with_the_right_header_are_accepted()
    {
        var payload = TrustListToken.Sign(_nation.TrustList(), _nation.Publisher).Split('.')[1];

        var token = SignParts($$"""{"alg":"ES256","kid":"{{EcJwk.From(_nation.Publisher).KeyId}}","typ":"trust-list+jwt"}""", payload);

        Assert.True(TrustListToken.TryRead(token, _nation.Publisher, out _));
    }

    [Fact]
    public void A_signer_under_another_nations_root_is_not_genuine()
    {
        using var other = new Nation("RA");
        var list = _nation.TrustList((other.Signer, SignerStatus.Active));

        var check = _nation.Verifier(Nation.StatusList(), list).Check(LicenceQr.Make(Nation.Claims(), other.Signer)!.Text, Nation.Now);

        Assert.Equal(LicenceVerdict.NotGenuine, check.Verdict);
        Assert.Equal("signer", check.Reason);
    }

    [Fact]
    public void A_signers_code_from_before_its_certificate_is_not_genuine()
    {
        var future = _nation.NewSigner("future", ValidityPeriod.From(Nation.Now.AddMinutes(1), 100));
        var list = _nation.TrustList((future, SignerStatus.Active));

        var check = _nation.Verifier(Nation.StatusList(), list).Check(LicenceQr.Make(Nation.Claims(), future)!.Text, Nation.Now);

        Assert.Equal(LicenceVerdict.NotGenuine, check.Verdict);
    }

    [Fact]
    public void A_list_that_names_a_signer_wrongly_does_not_make_it_trusted()
    {
        var list = _nation.TrustList();
        var issuer = list.Issuers[0];
        var renamed = list with { Issuers = [issuer with { Signers = [issuer.Signers[0] with { KeyId = "AAAAAAAAAAA" }] }] };

        Assert.Equal(LicenceVerdict.NotGenuine, _nation.Verifier(Nation.StatusList(), renamed).Check(_nation.Code(Nation.Claims()), Nation.Now).Verdict);
    }

    [Fact]
    public void A_withdrawn_signer_signs_no_status_list()
    {
        var list = _nation.TrustList();
        var issuer = list.Issuers[0];
        using var trusted = new TrustedIssuers(list);
        using var withdrawn = new TrustedIssuers(list with { Issuers = [issuer with { Signers = [issuer.Signers[0] with { Status = SignerStatus.Withdrawn }] }] });

        Assert.NotNull(trusted.StatusListKey(Nation.Issuer, _nation.Signer.KeyId.ToString(), Nation.Now));
        Assert.Null(withdrawn.StatusListKey(Nation.Issuer, _nation.Signer.KeyId.ToString(), Nation.Now));
    }

    private string SignParts(string header, string payload)
    {
        var input = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{payload}";
        var signature = _nation.Publisher.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256);
        return $"{input}.{Base64Url.EncodeToString(signature)}";
    }
}
