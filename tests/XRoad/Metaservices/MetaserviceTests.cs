using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Cabildo.XRoad.GlobalConfiguration.Parameters;
using Cabildo.XRoad.Identifiers;
using Cabildo.XRoad.Messages;
using Cabildo.XRoad.Messages.Soap;
using Cabildo.XRoad.Metaservices;

namespace Cabildo.XRoad.Tests.Metaservices;

public sealed class MetaserviceTests
{
    private static readonly MemberId Owner = new("AA", "GOV", "TS1OWNER");
    private static readonly SubsystemId Sub = new(new MemberId("AA", "ENT", "CLIENT1"), "sub");
    private static readonly XNamespace XRoad = "http://x-road.eu/xsd/xroad.xsd";
    private static readonly XNamespace Ids = "http://x-road.eu/xsd/identifiers";

    private static readonly ListedClient[] Clients = [new(Owner, "TS1 Owner & Señor"), new(Sub, "Client One", "Client One Sub")];

    // As in PR-META C.1.
    private const string ClientsJson = """
        {"member": [
            {"id": {"member_class": "GOV", "member_code": "TS1OWNER", "object_type": "MEMBER", "xroad_instance": "AA"}, "name": "TS1 Owner & Señor"},
            {"id": {"member_class": "ENT", "member_code": "CLIENT1", "subsystem_code": "sub", "object_type": "SUBSYSTEM", "xroad_instance": "AA"},
             "name": "Client One", "subsystem_name": "Client One Sub"}
        ]}
        """;

    private const string ClientsXml = """
        <ns2:clientList xmlns:ns1="http://x-road.eu/xsd/identifiers" xmlns:ns2="http://x-road.eu/xsd/xroad.xsd">
            <ns2:member>
                <ns2:id ns1:objectType="MEMBER"><ns1:xRoadInstance>AA</ns1:xRoadInstance><ns1:memberClass>GOV</ns1:memberClass><ns1:memberCode>TS1OWNER</ns1:memberCode></ns2:id>
                <ns2:name>TS1 Owner &amp; Señor</ns2:name>
            </ns2:member>
            <ns2:member>
                <ns2:id ns1:objectType="SUBSYSTEM"><ns1:xRoadInstance>AA</ns1:xRoadInstance><ns1:memberClass>ENT</ns1:memberClass><ns1:memberCode>CLIENT1</ns1:memberCode><ns1:subsystemCode>sub</ns1:subsystemCode></ns2:id>
                <ns2:name>Client One</ns2:name>
                <ns2:subsystemName>Client One Sub</ns2:subsystemName>
            </ns2:member>
        </ns2:clientList>
        """;

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/xml;q=1.0, Application/JSON;q=0.9")]
    public void Clients_are_listed_in_JSON_where_it_is_accepted(string accept)
    {
        var body = ClientList.Write(Clients, ["text/html", accept]);

        Assert.Equal("application/json; charset=utf-8", body.ContentType);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(ClientsJson), JsonNode.Parse(body.Bytes.Span)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("application/json-seq")]
    public void Clients_are_listed_in_XML_else(string? accept)
    {
        var body = ClientList.Write(Clients, [accept]);

        Assert.Equal("text/xml; charset=UTF-8", body.ContentType);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>", Encoding.UTF8.GetString(body.Bytes.Span), StringComparison.OrdinalIgnoreCase);
        Assert.True(XNode.DeepEquals(Plain(XElement.Parse(ClientsXml)), Plain(XElement.Parse(Encoding.UTF8.GetString(body.Bytes.Span)))));
    }

    [Fact]
    public void All_members_of_an_instance_are_listed_with_their_subsystems()
    {
        var shared = new SharedParameters
        {
            InstanceIdentifier = "AA",
            OcspFreshness = TimeSpan.FromHours(1),
            Members =
            [
                new Member(Owner, new MemberClass("GOV", ""), "TS1", []),
                new Member(Sub.Member, new MemberClass("ENT", ""), "One", [new Subsystem(Sub, "Its sub"), new Subsystem(new SubsystemId(Sub.Member, "b"), null)]),
            ],
        };

        Assert.Equal(
            [new(Owner, "TS1"), new(Sub.Member, "One"), new(Sub, "One", "Its sub"), new(new SubsystemId(Sub.Member, "b"), "One")], ClientList.Of(shared));
    }

    [Theory]
    [InlineData("?xRoadInstance=BB", "BB")]
    [InlineData("a=b&xRoadInstance=B%20B+C", "B B C")]
    [InlineData("?xRoadInstance=", null)]
    [InlineData("?xroadinstance=BB", null)]
    [InlineData("?xRoadInstance", null)]
    [InlineData(null, null)]
    public void Another_instance_may_be_asked_about(string? query, string? instance) => Assert.Equal(instance, ClientList.InstanceOf(query));

    [Fact]
    public void REST_services_are_listed_with_their_endpoints_and_without_metaservices()
    {
        var body = RestMethodList.Write(
        [
            new(new ServiceId(Sub, "payloadgen"), HasOpenApi: true, [new("*", "**"), new("PUT", "/pet"), new("GET", "/pet/*")]),
            new(new ServiceId(Sub, "listMethods"), HasOpenApi: false, []),
            new(new ServiceId(Sub, "kore"), HasOpenApi: false, [new("*", "**")]),
        ]);

        Assert.Equal("application/json", body.ContentType);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            {"service": [
                {"member_class": "ENT", "member_code": "CLIENT1", "object_type": "SERVICE", "service_code": "payloadgen", "service_type": "OPENAPI", "subsystem_code": "sub", "xroad_instance": "AA",
                 "endpoint_list": [{"method": "PUT", "path": "/pet"}, {"method": "GET", "path": "/pet/*"}]},
                {"member_class": "ENT", "member_code": "CLIENT1", "object_type": "SERVICE", "service_code": "kore", "service_type": "REST", "subsystem_code": "sub", "xroad_instance": "AA", "endpoint_list": []}
            ]}
            """), JsonNode.Parse(body.Bytes.Span)));
    }

    [Theory]
    [InlineData("listMethods")]
    [InlineData("allowedMethods")]
    public void SOAP_services_are_listed_in_an_answer_with_the_hash_of_the_request(string code)
    {
        var request = Request(code, "");

        var answer = SoapMethodList.Write(request, [new CalledService(Sub, "getDose", "v1"), new CalledService(Sub, "getWsdl", null), new CalledService(Sub.Member, "getAge", null)]);

        Assert.Equal(code + "Response", answer.Wrapper);
        Assert.True(answer.Answers(request));
        Assert.Null(answer.FindInconsistency(request));
        var services = XElement.Parse(Encoding.UTF8.GetString(answer.Bytes.Span)).Descendants(XRoad + (code + "Response")).Single().Elements(XRoad + "service").ToList();
        Assert.Equal(["SERVICE", "SERVICE"], services.Select(service => service.Attribute(Ids + "objectType")?.Value));
        Assert.Equal(["AA", "ENT", "CLIENT1", "sub", "getDose", "v1"], services[0].Elements().Select(part => part.Value));
        Assert.Equal(["xRoadInstance", "memberClass", "memberCode", "serviceCode"], services[1].Elements().Select(part => part.Name.LocalName));
    }

    [Fact]
    public void Another_request_gets_no_list() => Assert.Throws<ArgumentException>(() => SoapMethodList.Write(Request("getDose", ""), []));

    [Theory]
    [InlineData("?serviceCode=listFirms", "listFirms")]
    [InlineData("?a=b&SERVICECODE=list%20Firms", "list Firms")]
    [InlineData("?serviceCode=a&serviceCode=b", "b")]
    [InlineData("?serviceCode=", null)]
    [InlineData("?serviceCode=a%2Fb", null)]
    [InlineData("?other=a", null)]
    [InlineData("", null)]
    public void The_OpenAPI_description_is_that_of_the_service_named(string query, string? code)
    {
        Assert.True(RestRequestPart.TryRead(
            Encoding.UTF8.GetBytes($"GET\r\n/r1/AA/ENT/CLIENT1/sub/getOpenAPI{query}\r\nx-road-client:AA/GOV/1/s\r\nx-road-id:1\r\nx-road-request-id:2\r\n"), out var request, out _));

        Assert.Equal(code is not null, DescriptionRequest.TryRead(request, out var service, out var problem));

        Assert.Equal(code is null ? null : new ServiceId(Sub, code), service);
        Assert.Equal(code is null ? "InvalidRequest" : null, problem?.Name);
    }

    [Theory]
    [InlineData("<x:serviceCode>getDose</x:serviceCode>", "getDose", null)]
    [InlineData("<x:serviceCode>getDose</x:serviceCode><other xmlns=''/><x:serviceVersion> v1 </x:serviceVersion>", "getDose", "v1")]
    [InlineData("<x:serviceCode>getDose</x:serviceCode><x:serviceVersion/>", "getDose", null)]
    [InlineData("", null, null)]
    [InlineData("<serviceCode>getDose</serviceCode>", null, null)]
    [InlineData("<x:serviceCode> </x:serviceCode>", null, null)]
    [InlineData("<x:serviceCode>a/b</x:serviceCode>", null, null)]
    [InlineData("<x:serviceCode>a</x:serviceCode><x:serviceVersion>../b</x:serviceVersion>", null, null)]
    [InlineData("<x:serviceCode>a</x:serviceCode><x:serviceCode>b</x:serviceCode>", null, null)]
    [InlineData("<x:serviceCode><a/></x:serviceCode>", null, null)]
    public void The_WSDL_is_that_of_the_service_named(string body, string? code, string? version)
    {
        Assert.Equal(code is not null, DescriptionRequest.TryRead(Request("getWsdl", body), out var service, out var problem));

        Assert.Equal(code is null ? null : new CalledService(Sub, code, version), service);
        Assert.Equal(code is null ? "InvalidRequest" : null, problem?.Name);
    }

    [Fact]
    public void The_answer_to_getWsdl_repeats_what_was_asked_and_announces_an_attachment()
    {
        var request = Request("getWsdl", "<x:serviceCode>getDose</x:serviceCode><x:serviceVersion>v1</x:serviceVersion>");
        Assert.True(DescriptionRequest.TryRead(request, out var service, out _));

        var answer = WsdlAnswer.Write(request, service);

        Assert.True(answer.Message.Answers(request));
        var body = XElement.Parse(Encoding.UTF8.GetString(answer.Message.Bytes.Span)).Descendants(XRoad + "getWsdlResponse").Single();
        Assert.Equal(["getDose", "v1"], body.Elements().Select(element => element.Value));
        Assert.Equal("text/xml", answer.AttachmentHeaders.ContentType);
        Assert.Equal("binary", answer.AttachmentHeaders.Find("content-transfer-encoding"));
        Assert.Matches("^<wsdl=.{36}@x-road\\.eu>$", answer.AttachmentHeaders.Find("content-id"));
    }

    [Theory]
    [InlineData("listMethods", true, true)]
    [InlineData("allowedMethods", true, true)]
    [InlineData("getOpenAPI", true, false)]
    [InlineData("getWsdl", false, true)]
    [InlineData("listClients", false, false)]
    public void Codes_of_metaservices_are_reserved(string code, bool isRest, bool isSoap)
    {
        Assert.True(MetaserviceNames.IsReserved(code));
        Assert.Equal(isRest, MetaserviceNames.IsRest("GET", code));
        Assert.False(MetaserviceNames.IsRest("POST", code));
        Assert.Equal(isSoap, MetaserviceNames.IsSoap(code));
        Assert.False(MetaserviceNames.IsReserved("getDose"));
    }

    private static SoapMessagePart Request(string code, string body) => SoapMessagePart.Request(
        new SoapHeader(new SubsystemId(Owner, "s"), new CalledService(Sub, code, null), "1"),
        SoapMessagePart.Body(Encoding.UTF8.GetBytes($"<x:{code} xmlns:x='http://x-road.eu/xsd/xroad.xsd'>{body}</x:{code}>")));

    /// <summary>Without the prefixes' declarations, which may differ.</summary>
    private static XElement Plain(XElement element)
    {
        element.DescendantsAndSelf().Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
        return element;
    }
}
