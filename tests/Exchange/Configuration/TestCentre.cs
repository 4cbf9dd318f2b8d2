using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cabildo.Platform.Hosting;
using Cabildo.Testing;
using Cabildo.Trust.Algorithms;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Directories;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Tests.Configuration;

/// <summary>The centre of an instance: a real server that signs what it is told to publish, at each request anew.</summary>
internal sealed class TestCentre : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private WebApplication? _app;

    public TestCentre(string instance, string address, TimeProvider? time = null)
    {
        Instance = instance;
        Authority = $"{address}:{LoopbackPorts.Free(address)}";
        _time = time ?? TimeProvider.System;
        Key = NewKey();
        ExternalKey = NewKey();
        Shared = new SharedParameters
        {
            InstanceIdentifier = instance,
            MemberClasses = [new MemberClass("GOV", "Government")],
            OcspFreshness = TimeSpan.FromHours(1),
        };
        Private = new PrivateParameters(
            instance, [], new ManagementService("https://centre.example:4001/", null, new SubsystemId(new MemberId(instance, "GOV", "centre"), "management")), TimeSpan.FromMinutes(1));
    }

    public string Instance { get; }

    /// <summary>Its address and port.</summary>
    public string Authority { get; }

    /// <summary>What it signs with: for its own members, and for other instances.</summary>
    public SigningKey Key { get; set; }

    public SigningKey ExternalKey { get; set; }

    /// <summary>The keys that shared parameters name besides, as of a centre that changes its keys.</summary>
    public List<SigningKey> AnnouncedKeys { get; } = [];

    public SharedParameters Shared { get; set; }

    public PrivateParameters Private { get; set; }

    public IReadOnlySet<int> Versions { get; set; } = new HashSet<int> { 3, 4, 5, 6 };

    public TimeSpan Validity { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>May change what goes out, by its path.</summary>
    public Func<string, byte[], byte[]> Tamper { get; set; } = (_, content) => content;

    /// <summary>What was asked for: path and query.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public ConfigurationAnchor Anchor(bool external = false) => new(Instance, _time.GetUtcNow(),
        [new AnchorSource($"http://{Authority}/{(external ? "externalconf" : "internalconf")}", [(external ? ExternalKey : Key).Certificate])]);

    public async Task<TestCentre> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{Authority}");
        _app = builder.Build();
        _app.MapGet("/{kind}conf", (string kind, int? version, HttpRequest request) => Answer(request, Directory(version ?? 2, isInternal: kind == "internal")));
        _app.MapGet("/V{version}/{name}", (int version, string name, HttpRequest request) =>
            Answer(request, name == ConfigurationFolder.SharedFile ? SharedFile(version) : Private.Write()));
        await _app.StartAsync();
        return this;
    }

    public async Task StopAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    public static SigningKey NewKey()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=configuration", key, HashAlgorithmName.SHA256);
        var start = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return new SigningKey(key, EncodedCertificate.From(request.CreateSelfSigned(start, start.AddYears(50))));
    }

    private IResult Answer(HttpRequest request, byte[]? content)
    {
        Asked.Enqueue(request.Path + request.QueryString);
        return content is null ? Results.NotFound() : Results.Bytes(Tamper(request.Path, content), "text/html");
    }

    private byte[]? Directory(int version, bool isInternal)
    {
        if (!Versions.Contains(version))
            return null;
        List<DirectoryPart> parts = [Part(DirectoryPart.SharedParameters, version, ConfigurationFolder.SharedFile, SharedFile(version))];
        if (isInternal)
            parts.Add(Part(DirectoryPart.PrivateParameters, version, ConfigurationFolder.PrivateFile, Private.Write()));
        var key = isInternal ? Key : ExternalKey;
        return SignedDirectory.Write(new ConfigurationDirectory(_time.GetUtcNow() + Validity, version, parts), key.Private, key.Certificate, DigestAlgorithm.Sha512);
    }

    private DirectoryPart Part(string kind, int version, string name, byte[] content) =>
        DirectoryPart.Of(kind, Instance, $"/V{version}/{name}", content, DigestAlgorithm.Sha512);

    // The writer has no version 2, which differs in what it may not say; a reader takes this for it.
    private byte[] SharedFile(int version) => (Shared with
    {
        Sources = [new ConfigurationSource(Authority, [Key.Certificate, .. AnnouncedKeys.Select(key => key.Certificate)], [ExternalKey.Certificate])],
    }).Write(Math.Max(version, 3));
}

/// <summary>A key that signs configurations, with the certificate it is known by.</summary>
internal sealed record SigningKey(ECDsa Private, EncodedCertificate Certificate);
