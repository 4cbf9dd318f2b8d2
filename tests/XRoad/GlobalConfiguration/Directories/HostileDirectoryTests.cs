using System.Text;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Directories;

namespace Cabildo.XRoad.Tests.GlobalConfiguration.Directories;

/// <summary>Files that somebody changed, cut or made up.</summary>
public sealed class HostileDirectoryTests
{
    private const string Head = "--inner\r\nExpire-date: 2027-01-01T00:00:00Z\r\nVersion: 6\r\n\r\n";
    private const string Digest = "3EFho9gVV0weUFe76NgaVTsIe2h0ZFAc96wziCYLGYrHZqA4ljttqG8ODRQ3zVjBCYMv9AK/+hpPK7oJwEPdvA==";
    private const string End = "--inner--\r\n";
    private static readonly DateTimeOffset OfVectors = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void No_changed_byte_of_a_written_directory_changes_what_is_believed()
    {
        using var centre = new Centre();

        NoChangedByteIsBelieved(centre.Publish(), centre.Anchor, Centre.Now);
    }

    [Fact]
    public void No_changed_byte_of_the_vector_changes_what_is_believed() =>
        NoChangedByteIsBelieved(Vectors.Read("cs/V6/internalconf"), ConfigurationAnchor.Parse(Vectors.Read(Vectors.AnchorFile)), OfVectors);

    [Fact]
    public void A_directory_cut_anywhere_but_in_its_last_line_end_is_not_believed()
    {
        using var centre = new Centre();
        var file = centre.Publish();

        for (var length = 0; length < file.Length - 2; length++)
            Assert.Throws<MalformedConfigurationException>(() => SignedDirectory.Parse(file.AsMemory(0, length)));
        Assert.Null(SignedDirectory.Parse(file.AsMemory(0, file.Length - 2)).Verify(centre.Keys, Centre.Now).Problem);
    }

    [Fact]
    public void Nothing_may_be_put_around_the_parts()
    {
        using var centre = new Centre();
        var file = Encoding.Latin1.GetString(centre.Publish());
        var outer = file[(file.IndexOf("boundary=", StringComparison.Ordinal) + 9)..file.IndexOf("\r\n", StringComparison.Ordinal)];

        Assert.All(
            new[]
            {
                file + "x",
                file + "\r\n",
                file.Replace($"\r\n\r\n--{outer}\r\nContent-Type: multipart/mixed", $"\r\n\r\npreamble\r\n--{outer}\r\nContent-Type: multipart/mixed", StringComparison.Ordinal),
                file.Replace($"--{outer}--", $"--{outer}\r\nContent-Type: text/plain\r\n\r\nthird\r\n--{outer}--", StringComparison.Ordinal),
                file.Replace("\r\n", "\n", StringComparison.Ordinal),
                file + new string(' ', SignedDirectory.MaxBytes),
            },
            text => Assert.Throws<MalformedConfigurationException>(() => SignedDirectory.Parse(Encoding.Latin1.GetBytes(text))));
    }

    [Theory]
    // Each is signed by the right key: it is the reading that must refuse it.
    [InlineData("another boundary than the signed one", "x" + Head + End)]
    [InlineData("no parts at all", "--inner--\r\n")]
    [InlineData("no date", "--inner\r\nVersion: 6\r\n\r\n" + End)]
    [InlineData("a date without offset", "--inner\r\nExpire-date: 2027-01-01T00:00:00\r\n\r\n" + End)]
    [InlineData("a date that is none", "--inner\r\nExpire-date: never\r\n\r\n" + End)]
    [InlineData("two dates", "--inner\r\nExpire-date: 2020-01-01T00:00:00Z\r\nexpire-date: 2027-01-01T00:00:00Z\r\n\r\n" + End)]
    [InlineData("a folded date", "--inner\r\nExpire-date: 2020-01-01T00:00:00Z\r\n Expire-date: 2027-01-01T00:00:00Z\r\n\r\n" + End)]
    [InlineData("a version that is none", "--inner\r\nExpire-date: 2027-01-01T00:00:00Z\r\nVersion: -1\r\n\r\n" + End)]
    [InlineData("a huge version", "--inner\r\nExpire-date: 2027-01-01T00:00:00Z\r\nVersion: 99999999999999\r\n\r\n" + End)]
    [InlineData("a body beneath the date", "--inner\r\nExpire-date: 2027-01-01T00:00:00Z\r\n\r\nbody\r\n" + End)]
    public void A_directory_that_is_signed_and_malformed_is_malformed(string what, string body)
    {
        using var centre = new Centre();

        Assert.Equal((what, ConfigurationCodes.MalformedGlobalConf), (what, CodeOf(centre, body)));
    }

    [Theory]
    [InlineData("SHARED-PARAMETERS; instance='RP'", "/a", "http://www.w3.org/2001/04/xmlenc#sha512", Digest, null)]
    [InlineData("SHARED-PARAMETERS; instance=\"RP\"", "http://elsewhere/a", "http://www.w3.org/2001/04/xmlenc#sha512", Digest, null)]
    [InlineData("SHARED-PARAMETERS", "/a", "http://www.w3.org/2001/04/xmlenc#sha512", Digest, ConfigurationCodes.MalformedGlobalConf)]
    [InlineData("SHARED-PARAMETERS; instance='RP", "/a", "http://www.w3.org/2001/04/xmlenc#sha512", Digest, ConfigurationCodes.MalformedGlobalConf)]
    [InlineData("SHARED-PARAMETERS; instance='RP'; instance='RA'", "/a", "http://www.w3.org/2001/04/xmlenc#sha512", Digest, ConfigurationCodes.MalformedGlobalConf)]
    [InlineData("SHARED-PARAMETERS; instance='RA'", "/a", "http://www.w3.org/2001/04/xmlenc#sha512", Digest, ConfigurationCodes.InvalidInstanceIdentifier)]
    [InlineData("SHARED-PARAMETERS; instance='RP'", "/a b", "http://www.w3.org/2001/04/xmlenc#sha512", Digest, ConfigurationCodes.MalformedGlobalConf)]
    [InlineData("SHARED-PARAMETERS; instance='RP'", "", "http://www.w3.org/2001/04/xmlenc#sha512", Digest, ConfigurationCodes.MalformedGlobalConf)]
    [InlineData("SHARED-PARAMETERS; instance='RP'", "/a", "http://www.w3.org/2000/09/xmldsig#sha1", Digest, ConfigurationCodes.MalformedGlobalConf)]
    [InlineData("SHARED-PARAMETERS; instance='RP'", "/a", "http://www.w3.org/2001/04/xmlenc#sha256", Digest, ConfigurationCodes.MalformedGlobalConf)]
    [InlineData("SHARED-PARAMETERS; instance='RP'", "/a", "http://www.w3.org/2001/04/xmlenc#sha512", "?", ConfigurationCodes.MalformedGlobalConf)]
    [InlineData("SHARED-PARAMETERS; instance='RP'", "/a", "http://www.w3.org/2001/04/xmlenc#sha512", "", ConfigurationCodes.MalformedGlobalConf)]
    public void A_part_says_what_it_is_of_whom_where_and_with_which_digest(string identifier, string location, string algorithm, string digest, string? code)
    {
        using var centre = new Centre();

        Assert.Equal(code, CodeOf(centre, Head + Part(identifier, location, algorithm, digest) + End));
    }

    [Theory]
    [InlineData("SHARED-PARAMETERS; instance='RP'", "/other")]
    [InlineData("MONITORING-PARAMETERS; instance='RP'", "/a")]
    public void Two_parts_of_one_kind_or_place_are_malformed(string identifier, string location)
    {
        using var centre = new Centre();
        var first = Part("SHARED-PARAMETERS; instance='RP'", "/a", "http://www.w3.org/2001/04/xmlenc#sha512", Digest);

        var both = Head + first + Part(identifier, location, "http://www.w3.org/2001/04/xmlenc#sha512", Digest) + End;

        Assert.Equal(ConfigurationCodes.MalformedGlobalConf, CodeOf(centre, both));
    }

    [Fact]
    public void A_proxy_may_list_shared_parameters_of_several_instances()
    {
        using var centre = new Centre();
        var parts = new[] { "RP", "RA" }.Select(name => Part($"SHARED-PARAMETERS; instance='{name}'", $"/{name}", "http://www.w3.org/2001/04/xmlenc#sha512", Digest));

        Assert.Null(CodeOf(centre, Head + string.Concat(parts) + End));
    }

    [Fact]
    public void A_boundary_outside_the_signature_cannot_choose_what_is_read()
    {
        using var centre = new Centre();
        // Read with the boundary "late", which the signature does not fix, it would expire later.
        var body = "--inner\r\nExpire-date: 2020-01-01T00:00:00Z\r\n\r\n--late\r\nExpire-date: 2027-01-01T00:00:00Z\r\n\r\n--late--\r\n--inner--\r\n";

        Assert.Equal(ConfigurationCodes.MalformedGlobalConf, SignedDirectory.Parse(centre.SignRaw(body, "late")).Verify(centre.Keys, Centre.Now).Problem?.Name);
        Assert.Throws<MalformedConfigurationException>(() => SignedDirectory.Parse(centre.SignRaw("--outer2\r\n" + Head + End, "outer2")));
        Assert.Throws<MalformedConfigurationException>(() => SignedDirectory.Parse(centre.SignRaw(Head + End, partHeaders: "Content-Type: multipart/mixed; boundary=other\r\n")));
    }

    [Fact]
    public void An_instance_may_have_letters_of_any_language()
    {
        using var centre = new Centre();
        var part = DirectoryPart.Of(DirectoryPart.SharedParameters, "Perú-ñ", "/a", [], Cabildo.Trust.Algorithms.DigestAlgorithm.Sha256);
        var keys = new VerificationKeys(centre.Anchor with { InstanceIdentifier = "Perú-ñ" });

        var verdict = SignedDirectory.Parse(centre.Sign(new ConfigurationDirectory(Centre.Now.AddDays(1), null, [part]))).Verify(keys, Centre.Now);

        Assert.Null(verdict.Problem);
        Assert.Equal((null, "Perú-ñ"), (verdict.Directory!.Version, verdict.Directory.Parts[0].Instance));
    }

    [Fact]
    public void The_number_of_parts_is_bounded()
    {
        using var centre = new Centre();
        var parts = Enumerable.Range(0, 257).Select(number => Part($"X{number}; instance='RP'", $"/{number}", "http://www.w3.org/2001/04/xmlenc#sha512", Digest));

        Assert.Equal(ConfigurationCodes.MalformedGlobalConf, CodeOf(centre, Head + string.Concat(parts) + End));
        Assert.Null(CodeOf(centre, Head + string.Concat(parts.Skip(1)) + End));
    }

    [Theory]
    [InlineData("RP", "/a\r\nHash-algorithm-id: x")]
    [InlineData("RP", "/ñ")]
    [InlineData("RP'; x='", "/a")]
    [InlineData("R\nP", "/a")]
    [InlineData("", "/a")]
    public void Nothing_is_written_that_would_end_a_header(string instance, string location)
    {
        using var centre = new Centre();
        var part = DirectoryPart.Of(DirectoryPart.SharedParameters, instance, location, [], Cabildo.Trust.Algorithms.DigestAlgorithm.Sha256);

        Assert.Throws<MalformedConfigurationException>(() => centre.Sign(new ConfigurationDirectory(Centre.Now, 6, [part])));
    }

    private static string Part(string identifier, string location, string algorithm, string digest) =>
        "--inner\r\nContent-type: application/octet-stream\r\nContent-transfer-encoding: base64\r\n"
        + $"Content-identifier: {identifier}\r\nContent-location: {location}\r\nHash-algorithm-id: {algorithm}\r\n\r\n{digest}\r\n";

    private static string? CodeOf(Centre centre, string body) => SignedDirectory.Parse(centre.SignRaw(body)).Verify(centre.Keys, Centre.Now).Problem?.Name;

    private static void NoChangedByteIsBelieved(byte[] file, ConfigurationAnchor anchor, DateTimeOffset at)
    {
        var keys = new VerificationKeys(anchor);
        var believed = Assert.IsType<ConfigurationDirectory>(SignedDirectory.Parse(file).Verify(keys, at).Directory);
        for (var i = 0; i < file.Length; i++)
        {
            foreach (var flip in new byte[] { 0x01, 0x20, 0x80 })
            {
                var changed = file.ToArray();
                changed[i] ^= flip;
                var read = ReadOrNull(changed)?.Verify(keys, at);
                // Outside what is signed a letter may be another; then exactly the same is believed.
                if (read?.Problem is null && read?.Directory is { } other)
                    Assert.Equal(Description.Of(believed), Description.Of(other));
            }
        }
    }

    private static SignedDirectory? ReadOrNull(byte[] file)
    {
        try
        {
            return SignedDirectory.Parse(file);
        }
        catch (MalformedConfigurationException)
        {
            return null;
        }
    }
}
