using Cabildo.Platform.Country;
using Cabildo.Testing;

namespace Cabildo.Platform.Tests;

public sealed class CountryPackTests
{
    private static readonly CountryPack Plata = CountryPack.Load(Repository.File("samples/RepublicaDelPlata/pack.yaml"));
    private static readonly CountryPack Andes = CountryPack.Load(Repository.File("samples/RepublicaDeLosAndes/pack.yaml"));

    [Theory]
    [InlineData("31.456.789", "31456789")]
    [InlineData(" 31456789 ", "31456789")]
    [InlineData("5.456.789", "5456789")]
    public void A_DNI_is_read_with_or_without_dots(string typed, string value)
    {
        Assert.True(Plata.TryReadId(typed, out var id));
        Assert.Equal(new NationalId("dni", value), id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("123456")]
    [InlineData("123456789")]
    [InlineData("31456789a")]
    [InlineData("31456789; drop table")]
    public void What_is_not_a_DNI_is_not_read(string typed) => Assert.False(Plata.TryReadId(typed, out _));

    [Theory]
    [InlineData("20-31456789-8")]
    [InlineData("27-31456789-2")]
    [InlineData("20-12345678-6")]
    [InlineData("23-30000002-9")]
    [InlineData("23-30000013-4")]
    public void The_published_CUIL_examples_hold(string typed) => Assert.NotNull(Scheme(Plata, "cuil").Read(typed));

    [Theory]
    [InlineData("20-31456789-7")]
    [InlineData("20-30000002-9")]
    [InlineData("99-31456789-8")]
    public void A_CUIL_with_a_wrong_check_digit_or_prefix_is_refused(string typed) => Assert.Null(Scheme(Plata, "cuil").Read(typed));

    [Theory]
    [InlineData("12.678.579-8", "126785798")]
    [InlineData("15.509.661-6", "155096616")]
    [InlineData("20.000.003-k", "20000003K")]
    [InlineData("20.000.008-0", "200000080")]
    public void The_published_RUN_examples_hold(string typed, string value)
    {
        Assert.True(Andes.TryReadId(typed, out var id));
        Assert.Equal(new NationalId("run", value), id);
        Assert.Equal(typed.ToUpperInvariant(), Andes.Format(id));
    }

    [Fact]
    public void Numbers_are_shown_in_groups()
    {
        Assert.Equal("31.456.789", Plata.Format(new NationalId("dni", "31456789")));
        Assert.Equal("5.456.789", Plata.Format(new NationalId("dni", "5456789")));
        Assert.Equal("20-31456789-8", Plata.Format(new NationalId("cuil", "20314567898")));
    }

    [Fact]
    public void A_CUIL_whose_check_would_be_10_takes_prefix_23()
    {
        var check = Scheme(Plata, "cuil").Check!;
        Assert.Null(check.Of("2030000002"));
        Assert.Equal("9", check.Of("2330000002"));
    }

    [Fact]
    public void A_pack_that_is_not_there_says_where_it_was_looked_for()
    {
        var problem = Assert.Throws<InvalidDataException>(() => CountryPack.Load("nowhere/pack.yaml"));
        Assert.Contains("nowhere/pack.yaml", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pack_with_an_unknown_field_says_the_line()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "code: RP\nids: []\nflavour: none\n");
        var problem = Assert.Throws<InvalidDataException>(() => CountryPack.Load(path));
        File.Delete(path);
        Assert.Contains("line 3", problem.Message, StringComparison.Ordinal);
    }

    private static IdScheme Scheme(CountryPack pack, string name) => pack.Ids.Single(scheme => scheme.Scheme == name);
}
