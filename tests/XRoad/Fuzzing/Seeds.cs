using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Revocation;
using Cabildo.Trust.Timestamps;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.GlobalConfiguration;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Messages.Soap;
using Cabildo.XRoad.OcspRetrieval;
using Cabildo.XRoad.Tests.Evidence;
using Cabildo.XRoad.Tests.Evidence.Attacks;
using Cabildo.XRoad.Tests.Evidence.Containers;
using Cabildo.XRoad.Tests.GlobalConfiguration;

namespace Cabildo.XRoad.Tests.Fuzzing;

/// <summary>A good example of every format, made by ourselves.</summary>
public sealed class Seeds : IDisposable
{
    private readonly EvidenceCountry _country = new();
    private readonly Dictionary<string, byte[]> _seeds = new(StringComparer.Ordinal);

    public Seeds()
    {
        using var centre = new Centre();
        var digest = EvidenceCountry.Sha512("message"u8);
        var signature = _country.Signer.SignBatch([new SignableMessage(digest, digest), new SignableMessage(digest), new SignableMessage(digest)])[0];
        var imprint = TimestampImprint.Of(DigestAlgorithm.Sha512, signature.Xml.Span);
        var request = new TimestampRequest(imprint) { Nonce = TimestampRequest.NewNonce(), WantsCertificate = true }.Encode();
        var stamp = new TimestampAuthority(_country.Timestamper.Key, _country.Timestamper.Certificate!, "1.3.6.1.4.1.99999.1").Answer(request, EvidenceCountry.Now);
        _seeds["signature"] = signature.Xml.ToArray();
        _seeds["hash chain result"] = signature.HashChainResult!.Value.ToArray();
        _seeds["hash chain"] = signature.HashChain!.Value.ToArray();
        _seeds["OCSP response"] = _country.Ocsp(_country.Member.Certificate!);
        _seeds["OCSP request"] = new OcspRequest([OcspCertificateId.Of(_country.Member.Certificate!, _country.Authority.Certificate!, OcspIdHash.Sha1)]).Encode();
        _seeds["timestamp"] = TimestampResponse.Parse(stamp).Token!.Encoded.ToArray();
        _seeds["timestamp request"] = request;
        _seeds["anchor"] = centre.Anchor.Write();
        _seeds["directory"] = centre.Publish();
        _seeds["shared parameters"] = centre.Shared.Write(6);
        _seeds["private parameters"] = (centre.Private with { Anchors = [centre.Anchor] }).Write();
        _seeds["REST request"] = Encoding.UTF8.GetBytes("GET\r\n/r1/RP/GOV/1/licences/v1/licences/24990112?a=b%20c\r\nx-road-client:RP/GOV/2/portal\r\nx-road-id:a\r\nx-road-request-id:b\r\naccept:*/*\r\n");
        _seeds["REST response"] = Encoding.UTF8.GetBytes("200\r\nOK\r\ncontent-type:application/json\r\nx-road-id:a\r\nx-road-client:RP/GOV/2/portal\r\nx-road-service:RP/GOV/1/licences/v1\r\nx-road-request-id:b\r\nx-road-request-hash:c\r\n");
        _seeds["SOAP between servers"] = Readers.SoapMessage(signature);
        _seeds["SOAP package"] = Readers.SoapPackage();
        _seeds["SOAP answer"] = Encoding.UTF8.GetBytes(Tests.Transport.Wire.SoapText.Replace("</x:id>", "</x:id><x:requestHash a='>'>x</x:requestHash>", StringComparison.Ordinal));
        _seeds["OCSP between servers"] = Readers.OcspAnswer(_seeds["OCSP response"]);
        _seeds["OCSP query"] = Encoding.ASCII.GetBytes(OcspQuery.Write([_country.Member.Certificate!]));
        _seeds["WSDL"] = Encoding.UTF8.GetBytes("<?xml version='1.0'?><w:service xmlns:w='http://schemas.xmlsoap.org/wsdl/' xmlns:s='http://schemas.xmlsoap.org/wsdl/soap/'><s:address\n a='&gt;>' location = \"http://ñ/\"/></w:service>");
        _seeds["OpenAPI"] = Encoding.UTF8.GetBytes("{\"openapi\":\"3.0.1\",\"servers\":[{\"url\":\"http://inside:80/a\\u00e1\"},{\"url\":\"/b\"}],\"paths\":{\"/a\":1e5}}");
        _seeds["getWsdl"] = Encoding.UTF8.GetBytes(Tests.Transport.Wire.SoapText.Replace("<getDose/>", "<x:getDose><x:serviceCode>a</x:serviceCode><x:serviceVersion>v1</x:serviceVersion></x:getDose>", StringComparison.Ordinal));
        _seeds["REST between servers"] = Readers.RestMessage(_seeds["OCSP response"], signature);
        _seeds["SOAP part"] = SoapMessagePart.Request(
            new SoapHeader(EvidenceCountry.Sender, new CalledService(EvidenceCountry.Sender, "licences", "v1"), "a", "b", "c"), body => body.WriteElementString("licences", "urn:licences", "24990112")).Bytes.ToArray();
        _seeds["container"] = Samples.WriteAsync(StampedMessage.Contents(_country)).GetAwaiter().GetResult();
        var digest64 = Convert.ToHexStringLower(DigestAlgorithm.Sha512.Compute([1]));
        _seeds["linkinginfo"] = Encoding.UTF8.GetBytes($"- - SHA-512\n{Convert.ToHexStringLower(DigestAlgorithm.Sha512.Compute(Encoding.UTF8.GetBytes(digest64)))} a-request-1.asice\n");
        _seeds["archive"] = Archive(_seeds["linkinginfo"]);
    }

    /// <summary>An archive whose files are right but for its linkinginfo.</summary>
    internal static byte[] Archive(byte[] linkingInfo) => Samples.ZipOf(("a-request-1.asice", [1]), ("linkinginfo", linkingInfo));

    internal static byte[] ChainResult { get; } = new Trust.HashChains.HashTree(
        DigestAlgorithm.Sha512, [new(ContainerNames.Message, new byte[64]), new(ContainerNames.Message, new byte[64])]).Result(ContainerNames.SignatureHashChain);

    internal byte[] this[string name] => _seeds[name];

    public void Dispose() => _country.Dispose();
}
