using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Cabildo.Testing;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Messages.Soap;

namespace Cabildo.XRoad.Tests.Messages.Soap;

public sealed class SoapMessagePartTests
{
    private const string Client = "<x:client i:objectType='SUBSYSTEM'><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>1</i:memberCode><i:subsystemCode>sub</i:subsystemCode></x:client>";
    private const string Service = "<x:service i:objectType='SERVICE'><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>2</i:memberCode><i:serviceCode>getDose</i:serviceCode></x:service>";
    private const string Rest = "<x:id>m-1</x:id><x:protocolVersion>4.0</x:protocolVersion>";
    private const string Body = "<s:Body><d:getDose xmlns:d='urn:doses'/></s:Body>";

    private static readonly SoapHeader Full = new(
        new SubsystemId(new MemberId("RP", "GOV", "salud"), "vacunas"),
        new CalledService(new SubsystemId(new MemberId("RP", "MUN", "rosario"), "registro"), "getDose", "v2"),
        "m-1",
        "AR20123456789",
        "expediente 7 & más",
        RepresentedParty: new RepresentedParty("COM", "314"),
        SecurityServer: new SecurityServerId(new MemberId("RP", "MUN", "rosario"), "ss1"));

    [Theory]
    [InlineData("valid-signed-message", "dd19fe68-7d37-41bd-b79c-8948ccdb36da")]
    [InlineData("valid-batch-ts", "366462d3-8c68-4bf4-a418-641bbdf1004c")]
    public void A_request_that_X_Road_signed_is_read(string vector, string id)
    {
        using var container = AsicContainer.Open(File.OpenRead(Repository.Vector($"xroad/asic/{vector}.asice")));

        var part = SoapMessagePart.Read(container.Message);

        Assert.Equal(SoapKind.Request, part.Kind);
        Assert.Equal("DEV/COM/4321/TestClient", part.Header!.Client.ToString());
        Assert.Equal("DEV/COM/1234/TestService/getRandom/v1", part.Header.Service.ToString());
        Assert.Equal(id, part.Header.Id);
        Assert.Equal("4.0", part.Header.ProtocolVersion);
        Assert.Equal("getRandom", part.Wrapper);
        Assert.Equal(part.Header.Client, part.Sender);
        Assert.True(part.Bytes.Span.SequenceEqual(container.Message.Span));
        Assert.Null(part.Header.UserId);
        Assert.Null(part.Header.RequestHash);
    }

    [Fact]
    public void Every_field_of_a_request_is_written_and_read()
    {
        var part = SoapMessagePart.Request(Full, SoapMessagePart.Body("<?xml version=\"1.0\"?><d:getDose xmlns:d=\"urn:doses\"><id>314</id></d:getDose>"u8.ToArray()));

        Assert.Equal(Full, part.Header);
        Assert.Equal(SoapKind.Request, part.Kind);
        Assert.Equal("314", Xml(part).Descendants("id").Single().Value);
    }

    [Fact]
    public void An_answer_repeats_the_header_in_its_order_with_the_hash_behind_the_id()
    {
        var request = SoapMessagePart.Read(Envelope(Client + "<!-- note --><x:userId>u</x:userId><other xmlns='urn:other' kept='yes'>x</other>" + Service + Rest, Body));

        var answer = SoapMessagePart.Response(request, writer => writer.WriteElementString("d", "getDoseResponse", "urn:doses", "two"));

        Assert.Equal(SoapKind.Response, answer.Kind);
        Assert.Equal("RP/GOV/2", answer.Sender!.ToString());
        Assert.Equal(["client", "userId", "other", "service", "id", "requestHash", "protocolVersion"], Xml(answer).Elements().First().Elements().Select(field => field.Name.LocalName));
        Assert.Equal(Convert.ToBase64String(SHA512.HashData(request.Bytes.Span)), answer.Header!.RequestHash!.Value);
        Assert.Equal("http://www.w3.org/2001/04/xmlenc#sha512", answer.Header.RequestHash.AlgorithmId);
        Assert.Equal(request.Header, answer.Header with { RequestHash = null });
        Assert.True(answer.Answers(request));
    }

    [Fact]
    public void An_answer_to_another_request_or_without_a_sound_hash_is_none()
    {
        var request = SoapMessagePart.Read(Envelope(Client + Service + Rest, Body));
        var other = SoapMessagePart.Read(Envelope(Service + Client + Rest, Body));
        var answer = SoapMessagePart.Response(other, writer => writer.WriteElementString("getDoseResponse", ""));
        var hash = Convert.ToBase64String(SHA512.HashData(request.Bytes.Span));
        var weak = SoapMessagePart.Read(Envelope(Client + Service + Rest + $"<x:requestHash algorithmId='http://www.w3.org/2000/09/xmldsig#sha1'>{hash}</x:requestHash>", "<s:Body><getDoseResponse/></s:Body>"));

        Assert.True(answer.Answers(other));
        Assert.False(answer.Answers(request));
        Assert.False(weak.Answers(request));
        Assert.False(request.Answers(request));
    }

    [Fact]
    public void An_answer_to_a_message_that_states_a_hash_states_its_own_alone()
    {
        var request = SoapMessagePart.Read(Envelope(Client + Service + "<x:requestHash>old</x:requestHash>" + Rest, Body));

        var answer = SoapMessagePart.Response(request, writer => writer.WriteElementString("getDoseResponse", ""));

        Assert.True(answer.Answers(request));
    }

    [Fact]
    public void A_fault_needs_no_header()
    {
        var fault = SoapMessagePart.Read(Bytes("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault><faultcode>Server.ServerProxy.AccessDenied</faultcode><faultstring>No.</faultstring><detail><x/><faultDetail>7f</faultDetail></detail></s:Fault></s:Body></s:Envelope>"));

        Assert.Equal(SoapKind.Fault, fault.Kind);
        Assert.Equal(("Server.ServerProxy.AccessDenied", "No.", "7f"), (fault.Fault!.Code, fault.Fault.Message, fault.Fault.Detail));
        Assert.Null(fault.Sender);
    }

    [Theory]
    [InlineData("", Body, "MissingHeaderField")]
    [InlineData(Service + Rest, Body, "MissingHeaderField")]
    [InlineData(Client + Rest, Body, "MissingHeaderField")]
    [InlineData(Client + Service + "<x:id>1</x:id>", Body, "MissingHeaderField")]
    [InlineData(Client + Service + "<x:protocolVersion>4.0</x:protocolVersion>", Body, "MissingHeaderField")]
    [InlineData(Client + Service + "<x:id> </x:id><x:protocolVersion>4.0</x:protocolVersion>", Body, "MissingHeaderField")]
    [InlineData(Client + Service + "<id xmlns='urn:other'>1</id><x:protocolVersion>4.0</x:protocolVersion>", Body, "MissingHeaderField")]
    [InlineData(Client + Client + Service + Rest, Body, "DuplicateHeaderField")]
    [InlineData(Client + Service + Rest + "<x:id>2</x:id>", Body, "DuplicateHeaderField")]
    [InlineData(Client + Service + Rest + "<x:requestHash/><x:requestHash/>", Body, "DuplicateHeaderField")]
    [InlineData("<x:client i:objectType='MEMBER'><i:memberCode>1</i:memberCode><i:memberCode>2</i:memberCode></x:client>", Body, "DuplicateHeaderField")]
    [InlineData("<x:client i:objectType='MEMBER'><i:memberCode>1</i:memberCode></x:client>", Body, "MissingHeaderField")]
    [InlineData("<x:client i:objectType='SERVICE'/>", Body, "InvalidXml")]
    [InlineData("<x:client objectType='MEMBER'/>", Body, "InvalidXml")]
    [InlineData("<x:client i:objectType='MEMBER'><i:memberCode>a/b</i:memberCode></x:client>", Body, "InvalidXml")]
    [InlineData("<x:client i:objectType='MEMBER'><i:memberCode>a<b/></i:memberCode></x:client>", Body, "InvalidXml")]
    [InlineData(Client + Service + "<x:id>1</x:id><x:protocolVersion>3.0</x:protocolVersion>", Body, "InvalidProtocolVersion")]
    [InlineData(Client + Service + Rest, "", "MissingBody")]
    [InlineData(Client + Service + Rest, "<s:Body/>", "InvalidBody")]
    [InlineData(Client + Service + Rest, "<s:Body>text</s:Body>", "InvalidBody")]
    [InlineData(Client + Service + Rest, "<s:Body><getDose/><getDose/></s:Body>", "InvalidBody")]
    [InlineData(Client + Service + Rest, "<s:Body><getPulse/></s:Body>", "InconsistentHeaders")]
    [InlineData(Client + Service + Rest, Body + Body, "InvalidSoap")]
    [InlineData(Client + Service + Rest, Body + "<s:Header/>", "InvalidSoap")]
    public void A_message_that_breaks_the_protocol_is_refused_by_the_name_of_its_fault(string header, string body, string code) =>
        Assert.Equal(code, Refusal(Envelope(header, body)));

    [Theory]
    [InlineData("", "InvalidXml")]
    [InlineData("not xml", "InvalidXml")]
    [InlineData("<Envelope/>", "InvalidSoap")]
    [InlineData("<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'/>", "InvalidSoap")]
    [InlineData("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'/>", "MissingHeader")]
    [InlineData("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><a/></s:Body></s:Envelope>", "MissingHeader")]
    [InlineData("<?xml version='1.0' encoding='utf-7'?><a/>", "InvalidXml")]
    [InlineData("<?xml version='1.0' encoding='nonsense'?><a/>", "InvalidXml")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><a>&c;</a>", "InvalidXml")]
    [InlineData("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "InvalidXml")]
    public void What_is_no_envelope_is_refused(string text, string code) => Assert.Equal(code, Refusal(Bytes(text)));

    [Fact]
    public void A_message_cut_off_anywhere_is_refused()
    {
        var whole = Envelope(Client + Service + Rest, Body).ToArray();

        for (var length = 0; length < whole.Length; length++)
            Assert.Equal("InvalidXml", Refusal(whole.AsMemory(0, length)));
        Assert.Null(Refusal(whole));
    }

    [Fact]
    public void A_changed_byte_is_never_a_surprise()
    {
        var whole = Envelope(Client + Service + Rest, Body).ToArray();
        var random = new Random(4);
        for (var i = 0; i < 5_000; i++)
        {
            var changed = (byte[])whole.Clone();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            Refusal(changed);
        }

        Assert.Null(Refusal(whole));
    }

    [Fact]
    public void What_is_too_deep_or_too_long_is_refused()
    {
        var deep = Envelope(Client + Service + Rest, "<s:Body><getDose>" + string.Concat(Enumerable.Repeat("<a>", 300)) + string.Concat(Enumerable.Repeat("</a>", 300)) + "</getDose></s:Body>");
        var longId = Envelope(Client + Service + $"<x:id>{new string('1', 256)}</x:id><x:protocolVersion>4.0</x:protocolVersion>", Body);

        Assert.Equal("InvalidXml", Refusal(deep));
        Assert.Equal("InvalidXml", Refusal(longId));
        Assert.Equal("InvalidXml", Refusal(new byte[17 * 1024 * 1024]));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("iso-8859-1", false)]
    public void Encodings_are_those_the_message_declares(string encoding, bool mark)
    {
        var text = $"<?xml version='1.0' encoding='{encoding}'?>" + Encoding.UTF8.GetString(Envelope(Client + Service + Rest + "<x:issue>año</x:issue>", Body).Span);
        var chosen = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. mark ? chosen.GetPreamble() : [], .. chosen.GetBytes(text)];

        Assert.Equal("año", SoapMessagePart.Read(bytes).Header!.Issue);
        Assert.Equal("RP/GOV/1/sub", SignedMessage.Read(bytes).Sender.ToString());
    }

    [Fact]
    public void A_body_of_another_name_than_the_service_is_not_written() =>
        Assert.Equal("InconsistentHeaders", Assert.Throws<MalformedSoapException>(() => SoapMessagePart.Request(Full, writer => writer.WriteElementString("other", ""))).Code);

    [Fact]
    public void A_body_that_is_no_XML_is_not_written() =>
        Assert.Equal("InvalidXml", Assert.Throws<MalformedSoapException>(() => SoapMessagePart.Request(Full, SoapMessagePart.Body("<getDose>"u8.ToArray()))).Code);

    private static string? Refusal(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            SoapMessagePart.Read(bytes);
            return null;
        }
        catch (MalformedSoapException refused)
        {
            return refused.Code;
        }
    }

    private static ReadOnlyMemory<byte> Envelope(string header, string body) => Bytes(
        $"<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:x='http://x-road.eu/xsd/xroad.xsd' xmlns:i='http://x-road.eu/xsd/identifiers'><s:Header>{header}</s:Header>{body}</s:Envelope>");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static XElement Xml(SoapMessagePart part) => XElement.Parse(Encoding.UTF8.GetString(part.Bytes.Span));
}
