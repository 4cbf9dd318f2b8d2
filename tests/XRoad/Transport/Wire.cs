using System.Text;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Messages.Soap;
using Cabildo.XRoad.Transport;

namespace Cabildo.XRoad.Tests.Transport;

/// <summary>Messages as the protocol has them, written out by hand.</summary>
internal static class Wire
{
    public const string RequestText = "GET\r\n/r1/A/B/C/D/E\r\nx-road-client:A/B/C/D\r\nx-road-id:1\r\nx-road-request-id:2\r\n";
    public const string ResponseText = "200\r\nOK\r\nx-road-id:1\r\n";
    public const string Ocsp = "--xtop\r\ncontent-type: application/ocsp-response\r\n\r\n";
    public const string Request = "--xtop\r\ncontent-type: application/x-road-rest-request\r\n\r\n" + RequestText;
    public const string Response = "--xtop\r\ncontent-type: application/x-road-rest-response\r\n\r\n" + ResponseText;
    public const string Body = "\r\n--xtop\r\ncontent-type: application/x-road-rest-body\r\n\r\n";
    public const string ChainResult = "\r\n--xtop\r\ncontent-type: application/hash-chain-result\r\n\r\n<result/>";
    public const string Chain = "\r\n--xtop\r\ncontent-type: application/hash-chain\r\n\r\n<chain/>";
    public const string Signature = "\r\n--xtop\r\ncontent-type: signature/bdoc-1.0/ts\r\n\r\n<signature/>";
    public const string End = "\r\n--xtop--\r\n";

    public static readonly MessageSignature Single = new("<signature/>"u8.ToArray(), null, null);
    public static readonly MessageSignature Batch = new("<signature/>"u8.ToArray(), "<result/>"u8.ToArray(), "<chain/>"u8.ToArray());

    public const string SoapText = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:x='http://x-road.eu/xsd/xroad.xsd' xmlns:i='http://x-road.eu/xsd/identifiers'><s:Header>"
        + "<x:client i:objectType='SUBSYSTEM'><i:xRoadInstance>A</i:xRoadInstance><i:memberClass>B</i:memberClass><i:memberCode>C</i:memberCode><i:subsystemCode>D</i:subsystemCode></x:client>"
        + "<x:service i:objectType='SERVICE'><i:xRoadInstance>A</i:xRoadInstance><i:memberClass>B</i:memberClass><i:memberCode>E</i:memberCode><i:subsystemCode>F</i:subsystemCode><i:serviceCode>getDose</i:serviceCode></x:service>"
        + "<x:id>1</x:id><x:protocolVersion>4.0</x:protocolVersion></s:Header><s:Body><getDose/></s:Body></s:Envelope>";

    public const string Soap = "--xtop\r\ncontent-type: text/xml; charset=UTF-8\r\nContent-ID: <root>\r\n\r\n" + SoapText;

    // The two line ends around the nested multipart are X-Road's.
    public const string Attachments = "\r\n--xtop\r\ncontent-type: multipart/mixed; charset=UTF-8; boundary=xatt\r\n\r\n"
        + "\r\n--xatt\r\ncontent-type: image/png\r\nContent-ID: <one>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K"
        + "\r\n--xatt\r\ncontent-type: text/plain\r\n\r\ntwo\r\nlines"
        + "\r\n--xatt--\r\n";

    public static PartHeaders SoapHeaders { get; } = new([new("Content-ID", "<root>"), new("Content-Type", "text/xml; charset=UTF-8")]);

    public static SoapMessagePart SoapPart { get; } = SoapMessagePart.Read(Bytes(SoapText));

    public static RestRequestPart RequestPart { get; } =
        RestRequestPart.TryRead(Bytes(RequestText), out var part, out _) ? part : throw new InvalidOperationException();

    public static RestResponsePart ResponsePart { get; } =
        RestResponsePart.TryRead(Bytes(ResponseText), out var part) ? part : throw new InvalidOperationException();

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static TransportReader SoapReader(string text, int piece = int.MaxValue, long maxBody = long.MaxValue) =>
        new(new Pieces(Bytes(text), piece), "xtop", TransportDirection.Request, maxBody, MessageProtocol.Soap);

    public static TransportReader Reader(
        byte[] bytes, int piece = int.MaxValue, long maxBody = long.MaxValue, TransportDirection direction = TransportDirection.Request) =>
        new(new Pieces(bytes, piece), "xtop", direction, maxBody);
}
