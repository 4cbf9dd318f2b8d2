using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Exchange.Log;
using Cabildo.Testing;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Certificates;
using Cabildo.Trust.Keys;
using Cabildo.Trust.Revocation;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.GlobalConfiguration.Naming;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Messages.Soap;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>A member that signs messages, the authorities that it needs, and the configuration that trusts them.</summary>
internal sealed class Signatory : IDisposable
{
    public static readonly SubsystemId Client = new(new MemberId("RP", "GOV", "30-70001111-5"), "licences");
    public static readonly ServiceId Service = new(new SubsystemId(new MemberId("RP", "GOV", "30-70001111-5"), "health"), "doses");
    private const string Profile = "ee.ria.xroad.common.certificateprofile.impl.FiVRKCertificateProfileInfoProvider";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cabildo-log-signatory-");
    private readonly SoftToken _token;
    private readonly TokenKey _authority;
    private readonly TokenKey _responder;
    private readonly TokenKey _member;

    public Signatory(TimeProvider time)
    {
        _token = SoftToken.Open(_folder.FullName);
        var now = time.GetUtcNow();
        var validity = ValidityPeriod.From(now.AddDays(-10), 700);
        _authority = _token.GetOrCreate("authority", KeyKind.EcdsaP256);
        _token.SetCertificate(_authority, CertificateProfiles.Ca(_authority, new("CN=Authority,O=Test"), ValidityPeriod.From(now.AddYears(-1), 3650)));
        _responder = Issue("responder", (key, name) => CertificateProfiles.OcspResponder(_authority, key, name, validity));
        Timestamper = Issue("timestamper", (key, name) => CertificateProfiles.TimestampAuthority(_authority, key, name, validity));
        Stranger = Issue("stranger", (key, name) => CertificateProfiles.TimestampAuthority(_authority, key, name, validity));
        _member = Issue("member", (key, _) => CertificateProfiles.ExchangeSign(
            _authority, key, MemberNaming.SubjectOf(Profile, Client.Member, "Test member", new SecurityServerId(Client.Member, "SS1"), "AR")!, validity));
        Signer = new MessageSigner(new SigningIdentity(_member.Key, _member.Certificate!, [], [Ocsp(_member.Certificate!, now.AddMinutes(-5))]), time);
    }

    public MessageSigner Signer { get; }

    public TokenKey Timestamper { get; }

    /// <summary>An authority for timestamps that the configuration does not know.</summary>
    public TokenKey Stranger { get; }

    public X509Certificate2 Authority => _authority.Certificate!;

    /// <summary>The configuration that is relied on.</summary>
    public TrustedConfiguration Configuration()
    {
        var authority = new CaCertificate(EncodedCertificate.From(_authority.Certificate!), [new("http://127.0.0.1:8888", EncodedCertificate.From(_responder.Certificate!))]);
        var shared = new SharedParameters
        {
            InstanceIdentifier = "RP",
            ApprovedCas = [new ApprovedCa { Name = "Test authority", TopCa = authority, CertificateProfileInfo = Profile }],
            ApprovedTsas = [new ApprovedTsa("Test timestamper", "http://127.0.0.1:8899", EncodedCertificate.From(Timestamper.Certificate!))],
            OcspFreshness = TimeSpan.FromHours(1),
        };
        return new TrustedConfiguration("RP", [new ConfigurationInstance(new SharedParametersIndex(shared), 6, null)], []);
    }

    /// <summary>A signed REST request with this body.</summary>
    public LoggedMessage Request(string id, byte[]? body = null) => Request([id], body)[0];

    /// <summary>Signed REST requests that share one signature.</summary>
    public IReadOnlyList<LoggedMessage> Request(IReadOnlyList<string> ids, byte[]? body = null)
    {
        var parts = ids.Select(Part).ToArray();
        var digest = body is null ? default : (ReadOnlyMemory<byte>)DigestAlgorithm.Sha512.Compute(body);
        var signatures = Signer.SignBatch([.. parts.Select(part => body is null
            ? new SignableMessage(DigestAlgorithm.Sha512.Compute(part))
            : new SignableMessage(DigestAlgorithm.Sha512.Compute(part), digest))]);
        return [.. parts.Select((part, i) => Message(ids[i], part, signatures[i], body, digest))];
    }

    /// <summary>A signed SOAP request with these attachments.</summary>
    public LoggedMessage SoapRequest(string id, params byte[][] attachments)
    {
        var service = new CalledService(Service.Subsystem, "getDose", "v1");
        var part = SoapMessagePart.Request(new SoapHeader(Client, service, id), writer => writer.WriteElementString("getDose", "urn:health", "24990112")).Bytes.ToArray();
        var digests = attachments.Select(attachment => (ReadOnlyMemory<byte>)DigestAlgorithm.Sha512.Compute(attachment)).ToList();
        var signature = Signer.Sign(new SignableMessage(DigestAlgorithm.Sha512.Compute(part), digests));
        return Message(id, part, signature, null, default) with
        {
            Kind = SignedMessageKind.SoapRequest,
            Service = service,
            RequestId = null,
            Attachments = [.. attachments.Select((attachment, i) => new LoggedAttachment(digests[i], attachment.Length, () => new MemoryStream(attachment, writable: false)))],
        };
    }

    public static byte[] Part(string id) => Encoding.UTF8.GetBytes($"POST\r\n/r1/{Service}/24990112\r\nx-road-client:{Client}\r\nx-road-id:{id}\r\nx-road-request-id:r-{id}\r\n");

    public void Dispose()
    {
        _token.Dispose();
        _folder.Delete(recursive: true);
    }

    private static LoggedMessage Message(string id, byte[] part, MessageSignature signature, byte[]? body, ReadOnlyMemory<byte> digest) => new()
    {
        Kind = SignedMessageKind.RestRequest,
        MessageId = id,
        RequestId = "r-" + id,
        Client = Client,
        Service = CalledService.Of(Service),
        AtConsumer = true,
        Message = part,
        Signature = signature,
        Attachments = body is null ? [] : [new LoggedAttachment(digest, body.Length, () => new MemoryStream(body, writable: false))],
    };

    private TokenKey Issue(string label, Func<PublicKey, X500DistinguishedName, X509Certificate2> issue)
    {
        var key = _token.GetOrCreate(label, KeyKind.EcdsaP256);
        _token.SetCertificate(key, issue(key.PublicKey, new X500DistinguishedName($"CN={label},O=Test")));
        return key;
    }

    private byte[] Ocsp(X509Certificate2 certificate, DateTimeOffset at) => new Cabildo.Trust.Revocation.OcspResponder(_responder.Key, _responder.Certificate!, _authority.Certificate!)
        .Sign([new OcspSingleResponse(OcspCertificateId.Of(certificate, _authority.Certificate!, OcspIdHash.Sha1), OcspStatus.Good, at, null)], at);
}
