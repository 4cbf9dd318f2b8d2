using System.Security.Cryptography;
using Cabildo.Credentials.Licences;
using Cabildo.Credentials.StatusLists;

namespace Cabildo.Credentials.Tests.Licences;

public sealed class LicenceVerifierTests : IDisposable
{
    private readonly Nation _nation = new();

    public void Dispose() => _nation.Dispose();

    [Fact]
    public void A_valid_code_says_everything_and_how_it_is_known()
    {
        var claims = Nation.Claims(7);

        var check = _nation.Verifier(Nation.StatusList()).Check(_nation.Code(claims), Nation.Now);

        Assert.Equal(LicenceVerdict.Valid, check.Verdict);
        Assert.Equal(new CheckEvidence(true, TimeSpan.FromHours(2), StatusSource.StatusList, TimeSpan.FromMinutes(10)), check.Evidence);
        Assert.Equal(claims.Holder.Portrait.ToArray(), check.Claims!.Holder.Portrait.ToArray());
        Assert.Equal(claims.Holder with { Portrait = default }, check.Claims.Holder with { Portrait = default });
        Assert.Equal(claims.Licence.Classes, check.Claims.Licence.Classes);
        Assert.Equal(claims.Licence.Restrictions, check.Claims.Licence.Restrictions);
        Assert.Equal(claims.Licence.RegisterUpdatedAt, check.Claims.Licence.RegisterUpdatedAt);
        Assert.Equal(claims.Status, check.Claims.Status);
        Assert.Equal(claims.CodeId.ToArray(), check.Claims.CodeId.ToArray());
    }

    [Fact]
    public void Nothing_that_a_bad_signature_covers_is_shown()
    {
        var check = _nation.Verifier(Nation.StatusList()).Check(Tampering.FlipLastByte(_nation.Code(Nation.Claims())), Nation.Now);

        Assert.Equal(LicenceVerdict.NotGenuine, check.Verdict);
        Assert.Null(check.Claims);
        Assert.False(check.Evidence.SignatureChecked);
    }

    [Fact]
    public void Flipping_any_bit_never_leaves_a_code_valid()
    {
        var bytes = Tampering.Bytes(_nation.Code(Nation.Claims(7)));
        var verifier = _nation.Verifier(Nation.StatusList());

        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = (byte[])bytes.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            var verdict = verifier.Check(Tampering.Code(changed), Nation.Now).Verdict;

            Assert.True(verdict is LicenceVerdict.NotGenuine or LicenceVerdict.UnknownIssuer or LicenceVerdict.NotALicence, $"bit {bit} gave {verdict}");
        }
    }

    [Fact]
    public void Changing_inserting_or_dropping_any_character_never_leaves_a_code_valid()
    {
        var text = _nation.Code(Nation.Claims(7));
        var verifier = _nation.Verifier(Nation.StatusList());

        for (var at = 0; at < text.Length; at++)
        {
            var other = text[at] is 'A' ? 'B' : 'A';
            string[] spoilt = [text.Remove(at, 1), text.Insert(at, "0"), string.Concat(text.AsSpan(0, at), [other], text.AsSpan(at + 1))];
            Assert.All(spoilt, changed => Assert.NotEqual(LicenceVerdict.Valid, verifier.Check(changed, Nation.Now).Verdict));
        }
    }

    [Fact]
    public void Random_texts_are_answered_and_never_valid()
    {
        var verifier = _nation.Verifier(Nation.StatusList());
        var code = Tampering.Bytes(_nation.Code(Nation.Claims(7)));

        for (var i = 0; i < 3000; i++)
        {
            var bytes = i % 2 is 0 ? RandomNumberGenerator.GetBytes(RandomNumberGenerator.GetInt32(1, 700)) : code[..RandomNumberGenerator.GetInt32(1, code.Length)];
            Assert.NotEqual(LicenceVerdict.Valid, verifier.Check(Tampering.Code(bytes), Nation.Now).Verdict);
        }
    }

    [Fact]
    public void A_trust_list_past_its_end_makes_nothing_valid_but_still_knows_forgeries()
    {
        var trustList = _nation.TrustList() with { IssuedAt = Nation.Now.AddDays(-8), ExpiresAt = Nation.Now.AddDays(-1) };
        var verifier = _nation.Verifier(Nation.StatusList(), trustList);
        var code = _nation.Code(Nation.Claims(7));

        Assert.Equal("trust-list-outdated", verifier.Check(code, Nation.Now).Reason);
        Assert.Equal(LicenceVerdict.Unknown, verifier.Check(code, Nation.Now).Verdict);
        Assert.Equal(LicenceVerdict.NotGenuine, verifier.Check(Tampering.FlipLastByte(code), Nation.Now).Verdict);
    }

    [Fact]
    public void A_licence_counts_to_the_end_of_its_last_day_where_the_officer_is()
    {
        var claims = Nation.Claims(7, Nation.Now);
        var code = _nation.Code(claims with { Licence = claims.Licence with { ExpiryDate = new DateOnly(2026, 11, 22) } });
        var verifier = _nation.Verifier(Nation.StatusList(Nation.Now));

        var evening = new DateTimeOffset(2026, 11, 22, 23, 59, 0, TimeSpan.FromHours(-3));
        Assert.Equal(LicenceVerdict.Valid, verifier.Check(code, evening).Verdict);
        Assert.Equal(LicenceVerdict.Expired, verifier.Check(code, evening.AddMinutes(2)).Verdict);
    }

    [Fact]
    public void A_clock_that_is_wrong_is_blamed()
    {
        var check = _nation.Verifier(Nation.StatusList()).Check(_nation.Code(Nation.Claims(7)), Nation.Now.AddYears(-1));

        Assert.Equal(LicenceVerdict.Stale, check.Verdict);
        Assert.Equal("from-the-future", check.Reason);
        Assert.Contains("clock", check.Explanation, StringComparison.Ordinal);
    }
}
