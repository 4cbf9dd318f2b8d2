using System.Diagnostics;
using Cabildo.Testing;
using Cabildo.Trust.HashChains;
using Cabildo.Trust.Revocation;
using Cabildo.Trust.Timestamps;
using Cabildo.Trust.Xml;
using Cabildo.XRoad.Evidence.Archives;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Directories;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Messages.Soap;
using Cabildo.XRoad.Metaservices;
using Cabildo.XRoad.OcspRetrieval;
using Cabildo.XRoad.Transport;

namespace Cabildo.XRoad.Tests.Fuzzing;

/// <summary>
/// Every parser of what strangers send meets spoilt input: it refuses in its own documented way, soon, and without taking
/// much memory. Half a second each; a minute each where CABILDO_LONG is set (./cabildo test --long).
/// </summary>
public abstract class FuzzTests(Seeds seeds)
{
    private const long MostMemory = 64L * 1024 * 1024;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Length = Environment.GetEnvironmentVariable("CABILDO_LONG") is { Length: > 0 } ? TimeSpan.FromSeconds(60) : TimeSpan.FromSeconds(0.5);

    private static readonly Dictionary<string, (Action<byte[]> Parse, Type[] Refusals)> Parsers = new(StringComparer.Ordinal)
    {
        ["signature"] = (bytes => SignatureDocument.Read(bytes), [typeof(MalformedSignatureException)]),
        ["hash chain result"] = (bytes => HashChain.Check(bytes, new Files(bytes), []), []),
        ["hash chain"] = (bytes => HashChain.Check(Seeds.ChainResult, new Files(bytes), []), []),
        ["container"] = (bytes => new EvidenceVerifier(null).Verify(new MemoryStream(bytes)), []),
        ["archive"] = (bytes => ArchiveCheck.Run(new MemoryStream(bytes), ""), []),
        ["linkinginfo"] = (bytes => ArchiveCheck.Run(new MemoryStream(Seeds.Archive(bytes)), ""), []),
        ["SOAP part"] = (bytes => SoapMessagePart.Read(bytes), [typeof(MalformedSoapException)]),
        ["OCSP response"] = (bytes => OcspResponse.Parse(bytes), [typeof(MalformedOcspException)]),
        ["OCSP request"] = (bytes => OcspRequest.Parse(bytes), [typeof(MalformedOcspException)]),
        ["timestamp"] = (bytes => TimestampToken.Parse(bytes), [typeof(MalformedTimestampException)]),
        ["timestamp request"] = (bytes => TimestampRequest.Parse(bytes), [typeof(MalformedTimestampException)]),
        ["anchor"] = (bytes => ConfigurationAnchor.Parse(bytes), [typeof(MalformedConfigurationException)]),
        ["directory"] = (bytes => SignedDirectory.Parse(bytes), [typeof(MalformedConfigurationException)]),
        ["shared parameters"] = (bytes => SharedParameters.Parse(bytes), [typeof(MalformedConfigurationException)]),
        ["private parameters"] = (bytes => PrivateParameters.Parse(bytes), [typeof(MalformedConfigurationException)]),
        ["REST request"] = (bytes => RestRequestPart.TryRead(bytes, out _, out _), []),
        ["REST response"] = (bytes => RestResponsePart.TryRead(bytes, out _), []),
        ["SOAP between servers"] = (bytes => Readers.SoapAsync(bytes).GetAwaiter().GetResult(), [typeof(MalformedTransportException)]),
        ["SOAP package"] = (bytes => Readers.SoapPackageAsync(bytes).GetAwaiter().GetResult(), [typeof(MalformedTransportException)]),
        ["SOAP answer"] = (Readers.SoapAnswer, [typeof(MalformedSoapException)]),
        ["OCSP between servers"] = (bytes => OcspAnswer.ReadAsync(new MemoryStream(bytes), Readers.PackageType, default).GetAwaiter().GetResult(), [typeof(MalformedTransportException)]),
        ["OCSP query"] = (Readers.OcspQuery, []),
        ["WSDL"] = (bytes => Assert.NotEqual(HiddenAddresses.TryHideInWsdl(bytes, out _, out var reason), reason is not null), []),
        ["OpenAPI"] = (bytes => Assert.NotEqual(HiddenAddresses.TryHideInOpenApi(bytes, out _, out var reason), reason is not null), []),
        ["getWsdl"] = (bytes => Assert.NotEqual(DescriptionRequest.TryRead(SoapMessagePart.Read(bytes), out _, out var problem), problem is not null), [typeof(MalformedSoapException)]),
        ["REST between servers"] = (bytes => Readers.RestAsync(bytes).GetAwaiter().GetResult(), [typeof(MalformedTransportException)]),
    };

    /// <summary>The formats of one half, so that both halves run at once.</summary>
    protected static TheoryData<string> Half(int half) => [.. Parsers.Keys.Where((_, i) => i % 2 == half)];

    /// <summary>Spoils a good example of the format until the time is over.</summary>
    protected void Spoil(string name)
    {
        var (parse, refusals) = Parsers[name];
        var whole = seeds[name];
        parse(whole);

        var clock = Stopwatch.StartNew();
        for (var seed = 0; clock.Elapsed < Length; seed++)
        {
            var spoilt = new Mutator(seed).Spoil(whole);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = clock.Elapsed;
            try
            {
                parse(spoilt);
            }
            catch (Exception refusal) when (refusals.Contains(refusal.GetType()))
            {
                Assert.NotEmpty(refusal.Message);
            }
            catch (Exception fault)
            {
                Assert.Fail($"{name}, seed {seed}: {fault.GetType().Name}: {fault.Message}\n{fault.StackTrace}\n{Convert.ToBase64String(spoilt)}");
            }

            Assert.True(clock.Elapsed - start < MostTime, $"{name}, seed {seed}: took {(clock.Elapsed - start).TotalSeconds:0.0} s.");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostMemory, $"{name}, seed {seed}: took {(GC.GetAllocatedBytesForCurrentThread() - before) >> 20} MB.");
        }
    }

    /// <summary>Files of which each is the same bytes.</summary>
    private sealed class Files(byte[] bytes) : IDetachedData
    {
        public bool Has(string name) => true;

        public byte[]? Digest(string name, Trust.Algorithms.DigestAlgorithm algorithm) => algorithm.Compute(bytes);

        public ReadOnlyMemory<byte>? Read(string name) => bytes;
    }
}

/// <inheritdoc />
public sealed class OneHalfOfFormatsFuzzTests(Seeds seeds) : FuzzTests(seeds), IClassFixture<Seeds>
{
    public static TheoryData<string> Names => Half(0);

    [Theory, MemberData(nameof(Names))]
    public void A_parser_refuses_spoilt_input_in_its_own_way(string name) => Spoil(name);
}

/// <inheritdoc />
public sealed class OtherHalfOfFormatsFuzzTests(Seeds seeds) : FuzzTests(seeds), IClassFixture<Seeds>
{
    public static TheoryData<string> Names => Half(1);

    [Theory, MemberData(nameof(Names))]
    public void A_parser_refuses_spoilt_input_in_its_own_way(string name) => Spoil(name);
}
