using System.Text;
using System.Xml;
using Cabildo.Trust.Xml;

namespace Cabildo.Trust.Tests.Xml;

public sealed class SafeXmlTests
{
    private static readonly XmlLimits Small = new(10_000, 5);

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]
    [InlineData("<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;&lol;\">]><a>&lol2;</a>")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>")]
    [InlineData("<a><b><c><d><e><f><g/></f></e></d></c></b></a>")]
    [InlineData("<a>")]
    [InlineData("<a/><b/>")]
    [InlineData("")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-7\"?><a/>")]
    [InlineData("<?xml version=\"1.0\" encoding='windows-1252'?><a/>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"no-such\"?><a/>")]
    [InlineData("<?xml version=\"1.0-1\" encoding=\"UTF-8\" standalone=\"no\"?><a/>")]
    [InlineData("<?xml version=\"1.0\u00c3 encoding=\"UTF-8\"?>")]
    [InlineData("<?xml version=\"1.1\"?><a/>")]
    [InlineData("<?xml ?><a/>")]
    [InlineData("\0<a/>")]
    public void What_is_not_plain_and_shallow_XML_is_refused(string xml) =>
        Assert.Throws<XmlException>(() => SafeXml.Load(Encoding.UTF8.GetBytes(xml), Small));

    [Fact]
    public void A_declaration_cannot_hide_its_encoding_behind_white_space() =>
        Assert.Throws<XmlException>(() => SafeXml.Load(Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"{new string(' ', 500)}encoding=\"utf-7\"?><a/>"), Small));

    [Fact]
    public void More_characters_than_allowed_are_refused() =>
        Assert.Throws<XmlException>(() => SafeXml.Load(Encoding.UTF8.GetBytes($"<a>{new string('x', 20_000)}</a>"), Small));

    [Theory]
    [InlineData("<?xml version='1.0' encoding='utf-8'?><a b='c'> d </a>")]
    [InlineData("<a b='c'> d </a>")]
    public void White_space_is_kept(string xml) => Assert.Equal(" d ", SafeXml.Load(Encoding.UTF8.GetBytes(xml), Small).DocumentElement!.InnerText);

    [Fact]
    public void The_canonical_form_of_an_element_has_the_name_spaces_it_inherits()
    {
        var document = SafeXml.Load("<r:root xmlns:r='urn:r' xmlns:z='urn:z' xml:lang='es'><r:a z:y='1' b=\"2\"><c/></r:a></r:root>"u8.ToArray(), Small);
        var element = (XmlElement)document.DocumentElement!.FirstChild!;
        var exclusive = document.CreateElement("m");
        exclusive.SetAttribute("Algorithm", Canonicalization.ExclusiveUri);
        Assert.True(Canonicalization.TryRead(exclusive, out var exc));

        Assert.Equal("<r:a xmlns:r=\"urn:r\" xmlns:z=\"urn:z\" b=\"2\" xml:lang=\"es\" z:y=\"1\"><c></c></r:a>", Encoding.UTF8.GetString(Canonicalization.Inclusive.Apply(element)));
        Assert.Equal("<r:a xmlns:r=\"urn:r\" xmlns:z=\"urn:z\" b=\"2\" z:y=\"1\"><c></c></r:a>", Encoding.UTF8.GetString(exc.Apply(element)));
    }
}
