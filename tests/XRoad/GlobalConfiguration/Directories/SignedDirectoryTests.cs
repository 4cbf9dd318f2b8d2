using System.Text;
using Cabildo.Trust.Algorithms;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Directories;
using Cabildo.XRoad.GlobalConfiguration.Parameters;

namespace Cabildo.XRoad.Tests.GlobalConfiguration.Directories;

public sealed class SignedDirectoryTests
{
    private static readonly DateTimeOffset OfVectors = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_internal_configuration_of_version_6_holds_from_its_anchor_and_so_do_its_parts()
    {
        var verdict = SignedDirectory.Parse(Vectors.Read("cs/V6/internalconf")).Verify(KeysOfVectors(), OfVectors);

        Assert.Null(verdict.Problem);
        Assert.Equal(KeyOrigin.Anchor, verdict.Key!.Origin);
        Assert.Equal((6, new DateTimeOffset(2035, 11, 11, 3, 7, 40, TimeSpan.Zero)), (verdict.Directory!.Version, verdict.Directory.Expires));
        Assert.Equal([("SHARED-PARAMETERS", "DEV"), ("PRIVATE-PARAMETERS", "DEV")], verdict.Directory.Parts.Select(part => (part.Identifier, part.Instance)));
        Assert.All(verdict.Directory.Parts, part => Assert.Null(PartContent.Check(part, Vectors.Read("cs" + part.Location)).Problem));
    }

    [Theory, InlineData("cs/V3", "CS"), InlineData("rotated/V5", "DEV")]
    public void A_configuration_holds_with_the_keys_of_source_and_not_without(string folder, string instance)
    {
        var file = SignedDirectory.Parse(Vectors.Read($"{folder}/internalconf"));
        var keys = KeysOfVectors(instance);
        Assert.Equal(ConfigurationCodes.CertNotFound, file.Verify(keys, OfVectors).Problem?.Name);
        var trusted = Directory.GetFiles(Vectors.Path(folder), "shared-params.xml", SearchOption.AllDirectories).Single();

        Assert.True(keys.Learn(SharedParameters.Parse(File.ReadAllBytes(trusted))));

        var verdict = file.Verify(keys, OfVectors);
        Assert.Null(verdict.Problem);
        Assert.Equal(KeyOrigin.Source, verdict.Key!.Origin);
        Assert.All(verdict.Directory!.Parts, part => Assert.Null(PartContent.Check(part, Vectors.Read(folder.Split('/')[0] + part.Location)).Problem));
    }

    [Fact]
    public void The_external_configuration_of_version_6_fails_on_the_digest_of_its_shared_parameters()
    {
        var keys = new VerificationKeys(AnchorOfVectors() with { Sources = [AnchorOfVectors().Sources[0] with { DownloadUrl = "http://cs/externalconf" }] });
        var shared = Vectors.Read("cs/V6/20251110170000548026000/shared-params.xml");
        keys.Learn(SharedParameters.Parse(shared));

        var verdict = SignedDirectory.Parse(Vectors.Read("cs/V6/externalconf")).Verify(keys, OfVectors);

        Assert.Null(verdict.Problem);
        Assert.Equal(ConfigurationCodes.InvalidPartDigest, PartContent.Check(Assert.Single(verdict.Directory!.Parts), shared).Problem?.Name);
    }

    [Fact]
    public void An_anchor_of_the_internal_configuration_takes_no_external_key()
    {
        var keys = KeysOfVectors();
        keys.Learn(SharedParameters.Parse(Vectors.Read("cs/V6/20251110170000548026000/shared-params.xml")));

        Assert.Equal(ConfigurationCodes.CertNotFound, SignedDirectory.Parse(Vectors.Read("cs/V6/externalconf")).Verify(keys, OfVectors).Problem?.Name);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_written_directory_holds_and_is_read_back(bool rsa)
    {
        using var centre = new Centre(rsa);

        var verdict = SignedDirectory.Parse(centre.Publish()).Verify(centre.Keys, Centre.Now);

        Assert.Null(verdict.Problem);
        Assert.Equal((6, Centre.Now.AddMinutes(10)), (verdict.Directory!.Version, verdict.Directory.Expires));
        Assert.Equal([Centre.SharedLocation, Centre.PrivateLocation], verdict.Directory.Parts.Select(part => part.Location));
        Assert.Equal(Centre.Instance, PartContent.Check(verdict.Directory.Parts[0], centre.Shared.Write(6)).Shared!.InstanceIdentifier);
        Assert.Equal(centre.Private.ManagementService, PartContent.Check(verdict.Directory.Parts[1], centre.Private.Write()).Private!.ManagementService);
    }

    [Fact]
    public void A_directory_expires_to_the_second()
    {
        using var centre = new Centre();
        var file = SignedDirectory.Parse(centre.Publish(expires: Centre.Now));

        Assert.Null(file.Verify(centre.Keys, Centre.Now.AddSeconds(-1)).Problem);
        var late = file.Verify(centre.Keys, Centre.Now);
        Assert.Equal(ConfigurationCodes.OutdatedGlobalConf, late.Problem?.Name);
        Assert.NotNull(late.Directory);
    }

    [Fact]
    public void A_key_changes_by_way_of_a_configuration_that_the_old_key_signed()
    {
        using var old = new Centre();
        using var next = new Centre(rsa: true);
        using var stranger = new Centre();
        var announcing = old.Shared with { Sources = [new ConfigurationSource("centre.example", [old.Certificate, next.Certificate], [])] };
        var keys = old.Keys;
        Assert.Equal(ConfigurationCodes.CertNotFound, Verify(next, keys));

        var first = SignedDirectory.Parse(old.Publish(announcing)).Verify(keys, Centre.Now);
        Assert.True(keys.Learn(PartContent.Check(first.Directory!.Parts[0], announcing.Write(6)).Shared!));

        Assert.Null(Verify(next, keys));
        Assert.Null(Verify(old, keys));
        // A stranger's configuration names the stranger's key, and that is worth nothing.
        Assert.Equal(ConfigurationCodes.CertNotFound, Verify(stranger, keys));
    }

    [Fact]
    public void Keys_of_another_instance_are_not_learned()
    {
        using var centre = new Centre();
        using var other = new Centre();
        var keys = centre.Keys;

        Assert.False(keys.Learn(other.Shared with { InstanceIdentifier = "RA" }));
        Assert.Equal(ConfigurationCodes.CertNotFound, Verify(other, keys));
    }

    [Fact]
    public void An_anchor_of_another_instance_is_told_apart_though_the_key_is_the_same()
    {
        using var centre = new Centre();
        var keys = new VerificationKeys(centre.Anchor with { InstanceIdentifier = "RA" });

        Assert.Equal(ConfigurationCodes.InvalidInstanceIdentifier, Verify(centre, keys));
    }

    [Theory]
    [InlineData("http://www.w3.org/2000/09/xmldsig#rsa-sha1", ConfigurationCodes.UnsupportedSignAlgorithm)]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", ConfigurationCodes.InvalidSignatureValue)]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", ConfigurationCodes.InvalidSignatureValue)]
    [InlineData("none", ConfigurationCodes.UnsupportedSignAlgorithm)]
    public void A_signature_counts_only_as_it_says_it_was_made(string algorithm, string code)
    {
        using var centre = new Centre();
        var body = Encoding.UTF8.GetString(SignedDirectory.Parse(centre.Publish()).SignedBytes.Span);

        Assert.Equal(code, SignedDirectory.Parse(centre.SignRaw(body, algorithm: algorithm)).Verify(centre.Keys, Centre.Now).Problem?.Name);
    }

    [Fact]
    public void A_certificate_that_cannot_be_opened_is_told()
    {
        using var centre = new Centre();
        var junk = EncodedCertificate.From("bar\n"u8);
        var keys = new VerificationKeys(centre.Anchor with { Sources = [new AnchorSource("http://a/internalconf", [junk])] });
        var file = Encoding.Latin1.GetString(centre.Publish()).Replace(
            Convert.ToBase64String(centre.Certificate.Digest(DigestAlgorithm.Sha512)), Convert.ToBase64String(junk.Digest(DigestAlgorithm.Sha512)), StringComparison.Ordinal);

        Assert.Equal(ConfigurationCodes.IncorrectCertificate, SignedDirectory.Parse(Encoding.Latin1.GetBytes(file)).Verify(keys, Centre.Now).Problem?.Name);
    }

    private static string? Verify(Centre centre, VerificationKeys keys) => SignedDirectory.Parse(centre.Publish()).Verify(keys, Centre.Now).Problem?.Name;

    private static ConfigurationAnchor AnchorOfVectors() => ConfigurationAnchor.Parse(Vectors.Read(Vectors.AnchorFile));

    private static VerificationKeys KeysOfVectors(string? instance = null) => new(AnchorOfVectors() with { InstanceIdentifier = instance ?? "DEV" });
}
