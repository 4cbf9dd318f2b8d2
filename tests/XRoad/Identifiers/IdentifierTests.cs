using Cabildo.XRoad.Identifiers;

namespace Cabildo.XRoad.Tests.Identifiers;

public sealed class IdentifierTests
{
    [Fact]
    public void A_client_of_three_parts_is_a_member_and_of_four_a_subsystem()
    {
        Assert.True(ClientId.TryParse("RP/GOV/digital", out var member));
        Assert.True(ClientId.TryParse("RP/GOV/digital/documents", out var subsystem));

        Assert.Equal(new MemberId("RP", "GOV", "digital"), member);
        Assert.Equal(new SubsystemId(new MemberId("RP", "GOV", "digital"), "documents"), subsystem);
        Assert.NotEqual(member, subsystem);
        Assert.Equal(member, subsystem.Member);
    }

    [Theory]
    [InlineData("RP/GOV/digital")]
    [InlineData("RP/GOV/digital/documents")]
    [InlineData("RP/GOV/R%C3%ADo%20Claro/a.b-c_d~e!$&'()*+,=@f")]
    public void The_text_form_reads_back_as_it_was(string text)
    {
        Assert.True(ClientId.TryParse(text, out var id));

        Assert.Equal(text, id.ToString());
    }

    [Fact]
    public void Parts_are_decoded_as_UTF_8()
    {
        Assert.True(ServiceId.TryParse("RP/GOV/r%c3%ado/s/caf%C3%A9", out var id));

        Assert.Equal("río", id.Subsystem.Member.MemberCode);
        Assert.Equal("café", id.Code);
        Assert.Equal("RP/GOV/r%C3%ADo/s/caf%C3%A9", id.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("RP/GOV")]
    [InlineData("RP/GOV/digital/documents/service")]
    [InlineData("RP//digital")]
    [InlineData("RP/GOV/digital/")]
    [InlineData("RP/GOV/dig ital")]
    [InlineData("RP/GOV/río")]
    [InlineData("RP/GOV/a%2Fb")]
    [InlineData("RP/GOV/a%5Cb")]
    [InlineData("RP/GOV/a%3Ab")]
    [InlineData("RP/GOV/..")]
    [InlineData("RP/GOV/%2e%2e")]
    [InlineData("RP/GOV/a%00b")]
    [InlineData("RP/GOV/a%0d%0ab")]
    [InlineData("RP/GOV/a%E2%80%8Bb")]
    [InlineData("RP/GOV/a%2")]
    [InlineData("RP/GOV/a%zz")]
    [InlineData("RP/GOV/%ff")]
    public void What_is_no_client_is_refused(string? text) => Assert.False(ClientId.TryParse(text, out _));

    [Fact]
    public void Services_have_five_parts_and_servers_four()
    {
        Assert.True(ServiceId.TryParse("RP/GOV/transport/licences/licence", out var service));
        Assert.Equal("licence", service.Code);
        Assert.False(ServiceId.TryParse("RP/GOV/transport/licence", out _));
        Assert.True(SecurityServerId.TryParse("RP/GOV/transport/transport-1", out var server));
        Assert.Equal(new MemberId("RP", "GOV", "transport"), server.Owner);
        Assert.False(SecurityServerId.TryParse("RP/GOV/transport", out _));
        Assert.False(SubsystemId.TryParse("RP/GOV/transport", out _));
    }

    [Fact]
    public void An_identifier_with_a_separator_in_it_cannot_be_made() =>
        Assert.Throws<ArgumentException>(() => new MemberId("RP", "GOV", "a/b"));

    [Fact]
    public void A_part_longer_than_255_characters_is_refused()
    {
        Assert.True(ClientId.TryParse($"RP/GOV/{new string('a', 255)}", out _));
        Assert.False(ClientId.TryParse($"RP/GOV/{new string('a', 256)}", out _));
    }
}
