using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Cabildo.XRoad.Faults;

namespace Cabildo.XRoad.Tests.Faults;

public sealed class FaultTests
{
    private static readonly Fault Fault = new("Server.ServerProxy.AccessDenied", "Request is \"not\" allowed: <A> & Río", "7f1c");

    [Fact]
    public void A_fault_is_JSON_unless_XML_is_asked_for()
    {
        var body = FaultBody.Of(Fault, ["application/pdf", "*/*"]);

        Assert.Equal("application/json;charset=utf-8", body.ContentType);
        using var json = JsonDocument.Parse(body.Bytes);
        Assert.Equal(["type", "message", "detail"], json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(Fault.Message, json.RootElement.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("application/xml", "application/xml;charset=utf-8")]
    [InlineData("text/xml", "text/xml;charset=utf-8")]
    [InlineData("text/*", "text/xml;charset=utf-8")]
    [InlineData("text/html, Application/XML;q=0.9", "application/xml;charset=utf-8")]
    public void A_fault_is_XML_where_that_is_asked_for(string accept, string contentType)
    {
        var body = FaultBody.Of(Fault, [accept]);

        Assert.Equal(contentType, body.ContentType);
        var error = XElement.Parse(Encoding.UTF8.GetString(body.Bytes));
        Assert.Equal("error", error.Name.LocalName);
        Assert.Equal([Fault.Code, Fault.Message, Fault.Detail], error.Elements().Select(element => element.Value));
        Assert.Equal(["type", "message", "detail"], error.Elements().Select(element => element.Name.LocalName));
    }

    [Theory]
    [InlineData("Client.BadRequest", 400)]
    [InlineData("Server.ClientProxy.NetworkError", 500)]
    [InlineData("server.serverproxy.access_denied", 500)]
    public void Only_faults_of_servers_are_500(string code, int status) => Assert.Equal(status, (Fault with { Code = code }).Status);

    [Fact]
    public void A_fault_between_servers_reads_back()
    {
        Assert.True(SoapFault.TryRead(SoapFault.Write(Fault), out var read));

        Assert.Equal(Fault, read);
    }

    [Theory]
    [InlineData("SOAP-ENV:Server", "SOAP-ENV:Server")]
    [InlineData(" soap:Client error\r\n", "soap:Client_error")]
    [InlineData("año", "a_o")]
    [InlineData("", "Server")]
    public void A_fault_of_a_service_reaches_the_other_server_whatever_its_code(string code, string read)
    {
        Assert.True(SoapFault.TryRead(SoapFault.Write(Fault with { Code = code }), out var fault));

        Assert.Equal(read, fault.Code);
    }

    [Theory]
    [InlineData("&")]
    [InlineData("𝄞")]
    [InlineData("a𝄞")]
    public void A_long_fault_of_a_service_is_cut_to_what_the_other_server_reads(string text)
    {
        var many = string.Concat(Enumerable.Repeat(text, 60_000));

        Assert.True(SoapFault.TryRead(SoapFault.Write(new Fault("Server", many, many)), out var fault));

        Assert.InRange(fault.Message.Length, 3_999, 4_000);
        Assert.StartsWith(fault.Message, many, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_an_X_Road_server_is_read()
    {
        var xml = """
            <?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body><SOAP-ENV:Fault><faultcode>server.serverproxy.unknown_service</faultcode><faultstring>Unknown service: X</faultstring><detail><faultDetail xmlns="">5c</faultDetail></detail></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>
            """;

        Assert.True(SoapFault.TryRead(Encoding.UTF8.GetBytes(xml), out var read));

        Assert.Equal(new Fault("server.serverproxy.unknown_service", "Unknown service: X", "5c"), read);
    }

    [Theory]
    [InlineData("not xml")]
    [InlineData("<Envelope/>")]
    [InlineData("<!DOCTYPE e [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><e:Fault><faultcode>a</faultcode><faultstring>&a;</faultstring></e:Fault></e:Body></e:Envelope>")]
    [InlineData("<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><e:Fault><faultcode>a&#13;&#10;Set-Cookie: b</faultcode></e:Fault></e:Body></e:Envelope>")]
    [InlineData("<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body/></e:Envelope>")]
    public void What_is_no_fault_or_could_harm_is_not_read(string xml) =>
        Assert.False(SoapFault.TryRead(Encoding.UTF8.GetBytes(xml), out _));
}
