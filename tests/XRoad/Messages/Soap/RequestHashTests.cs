using System.Security.Cryptography;
using System.Text;
using Cabildo.XRoad.Messages.Soap;

namespace Cabildo.XRoad.Tests.Messages.Soap;

public sealed class RequestHashTests
{
    private const string Names = "xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:x='http://x-road.eu/xsd/xroad.xsd' xmlns:i='http://x-road.eu/xsd/identifiers'";
    private const string Client = "<x:client i:objectType='SUBSYSTEM'><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>1</i:memberCode><i:subsystemCode>sub</i:subsystemCode></x:client>";
    private const string Service = "<x:service i:objectType='SERVICE'><i:xRoadInstance>RP</i:xRoadInstance><i:memberClass>GOV</i:memberClass><i:memberCode>2</i:memberCode><i:serviceCode>getDose</i:serviceCode></x:service>";
    private const string Id = "<x:id>m-1</x:id>";
    private const string Rest = "<x:userId>u</x:userId><x:issue>7</x:issue><x:protocolVersion>4.0</x:protocolVersion>";

    private static readonly SoapMessagePart Request = SoapMessagePart.Read(Bytes(Envelope(Client + Service + Id + Rest, "<getDose/>")));
    private static readonly string Hash = Convert.ToBase64String(SHA512.HashData(Request.Bytes.Span));
    private static readonly string Element = $"<x:requestHash algorithmId=\"http://www.w3.org/2001/04/xmlenc#sha512\">{Hash}</x:requestHash>";

    [Fact]
    public void The_hash_stands_behind_the_id_and_nothing_else_changes()
    {
        var text = Envelope(Client + " \r\n\t" + Service + Id + "<!-- <x:id> --><o:other xmlns:o='urn:o' a=\"'>\"><![CDATA[</x:id>]]></o:other>" + Rest, "<d:getDoseResponse xmlns:d='urn:d'>&amp;&#10;<x:id/></d:getDoseResponse>");

        var answer = SoapMessagePart.Read(Bytes(text)).WithRequestHash(Request);

        Assert.Equal(text.Replace(Id, Id + Element, StringComparison.Ordinal), Encoding.UTF8.GetString(answer.Bytes.Span));
        Assert.True(answer.Answers(Request));
        Assert.Null(answer.FindInconsistency(Request));
    }

    [Theory]
    [InlineData("<x:requestHash>old</x:requestHash>", "")]
    [InlineData("", "<x:requestHash>old</x:requestHash>")]
    [InlineData("", "<x:requestHash algorithmId='>'/>")]
    [InlineData("<x:requestHash\r\nalgorithmId=\"a>'\"\n >old</x:requestHash \t>", "")]
    [InlineData("<h:requestHash xmlns:h='http://x-road.eu/xsd/xroad.xsd'>o<!-- x -->ld</h:requestHash>", "")]
    public void A_hash_that_was_there_goes(string before, string behind)
    {
        var text = Envelope(Client + before + Service + Id + behind + Rest, "<getDoseResponse/>");

        var answer = SoapMessagePart.Read(Bytes(text)).WithRequestHash(Request);

        Assert.Equal(Envelope(Client + Service + Id + Element + Rest, "<getDoseResponse/>"), Encoding.UTF8.GetString(answer.Bytes.Span));
    }

    [Theory]
    [InlineData("<id xmlns='http://x-road.eu/xsd/xroad.xsd'>m-1</id>", "<requestHash xmlns=\"http://x-road.eu/xsd/xroad.xsd\" ")]
    [InlineData("<o:id xmlns:o='http://x-road.eu/xsd/xroad.xsd'>m-1</o:id>", "<o:requestHash xmlns:o=\"http://x-road.eu/xsd/xroad.xsd\" ")]
    [InlineData("<x:id\n>m-1</x:id\n>", "<x:requestHash ")]
    [InlineData("<x:id xmlns:x='http://x-road.eu/xsd/xroad.xsd' a='b'>m-1</x:id>", "<x:requestHash ")]
    public void The_prefix_is_that_of_the_id(string id, string begin)
    {
        var answer = SoapMessagePart.Read(Bytes(Envelope(Client + id + Service + Rest, "<getDoseResponse/>"))).WithRequestHash(Request);

        Assert.Contains(id + begin, Encoding.UTF8.GetString(answer.Bytes.Span), StringComparison.Ordinal);
        Assert.True(answer.Answers(Request));
    }

    [Theory]
    [InlineData("utf-8", false, "<?xml version='1.0' encoding='UTF-8'?>")]
    [InlineData("utf-8", true, "")]
    [InlineData("utf-8", true, "<?xml version='1.0'?>\r\n<!-- ñ -->\r")]
    [InlineData("iso-8859-1", false, "<?xml version='1.0'\n encoding='ISO-8859-1'?>\n\n")]
    [InlineData("utf-16", true, "<?xml version='1.0' encoding='utf-16'?>")]
    [InlineData("utf-16BE", true, "<?xml version='1.0'\r\n?>")]
    public void Encodings_stay_as_they_are(string name, bool isMarked, string declaration)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = declaration + Envelope(Client + Service + "<o xmlns='urn:o'>año 𝄞</o>".Replace("𝄞", encoding.IsSingleByte ? "ü" : "𝄞", StringComparison.Ordinal) + Id + Rest, "<getDoseResponse>€ñ</getDoseResponse>".Replace("€", "é", StringComparison.Ordinal));
        byte[] bytes = [.. isMarked ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];

        var answer = SoapMessagePart.Read(bytes).WithRequestHash(Request);

        byte[] expected = [.. isMarked ? encoding.GetPreamble() : [], .. encoding.GetBytes(text.Replace(Id, Id + Element, StringComparison.Ordinal))];
        Assert.Equal(expected, answer.Bytes.ToArray());
    }

    [Fact]
    public void What_is_no_answer_gets_no_hash()
    {
        var fault = SoapMessagePart.Read(Bytes("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><s:Fault><faultcode>a</faultcode></s:Fault></s:Body></s:Envelope>"));

        Assert.Throws<ArgumentException>(() => fault.WithRequestHash(Request));
        Assert.Throws<ArgumentException>(() => Request.WithRequestHash(fault));
        Assert.Equal("InconsistentHeaders", fault.FindInconsistency(Request)!.Name);
    }

    [Theory]
    [InlineData(">1<", ">3<", "client")]
    [InlineData(">sub<", ">other<", "client")]
    [InlineData(">2<", ">3<", "service")]
    [InlineData("m-1", "m-2", "id")]
    [InlineData("<x:userId>u</x:userId>", "", "userId")]
    [InlineData("<x:issue>7<", "<x:issue>8<", "issue")]
    [InlineData("<x:issue>", "<r:representedParty xmlns:r='http://x-road.eu/xsd/representation.xsd'><r:partyCode>1</r:partyCode></r:representedParty><x:issue>", "representedParty")]
    public void A_field_that_differs_is_told_by_its_name(string from, string to, string field)
    {
        var text = Envelope(Client + Service + Id + Rest, "<getDoseResponse/>");
        var answer = SoapMessagePart.Read(Bytes(text.Replace(from, to, StringComparison.Ordinal)));

        Assert.Null(SoapMessagePart.Read(Bytes(text)).FindInconsistency(Request));
        var problem = answer.FindInconsistency(Request);
        Assert.Equal("InconsistentHeaders", problem!.Name);
        Assert.Contains($"'{field}'", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("\"\"", true)]
    [InlineData("\"urn:doses#get\"", true)]
    [InlineData("\"get\"", true)]
    [InlineData("get", false)]
    [InlineData("\"", false)]
    [InlineData("\"a b\"", false)]
    [InlineData("\"a\"b\"", false)]
    [InlineData("\"a\r\nb\"", false)]
    public void A_SOAP_action_is_a_URI_in_quotation_marks(string? value, bool isAllowed) => Assert.Equal(isAllowed, SoapAction.IsAllowed(value));

    private static string Envelope(string header, string body) => $"<s:Envelope {Names}><s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
