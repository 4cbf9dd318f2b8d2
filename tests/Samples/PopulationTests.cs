using Cabildo.Platform.Country;
using Cabildo.RepublicaDelPlata;
using Cabildo.RepublicaDelPlata.People;

namespace Cabildo.Samples.Tests;

public sealed class PopulationTests
{
    [Fact]
    public void Nobody_shares_a_number_and_every_tax_number_has_a_valid_check_digit()
    {
        var cuil = CountryPack.Load(CountryFolder.Pack).Ids.Single(scheme => scheme.Scheme == "cuil");
        var seen = new HashSet<string>(StringComparer.Ordinal);

        Assert.All(Population.Everyone().Take(20_000), person =>
        {
            Assert.True(seen.Add(person.Dni));
            Assert.NotNull(cuil.Read(person.Cuil));
        });
    }

    [Fact]
    public void Parents_are_older_than_their_children()
    {
        var people = Population.Everyone().ToDictionary(person => person.Dni, StringComparer.Ordinal);

        Assert.All(people.Values.Where(person => person.Parents.Count > 0).Take(20_000), child =>
            Assert.All(child.Parents, parent => Assert.True(people[parent].BirthDate.AddYears(15) < child.BirthDate)));
    }

    [Theory]
    [InlineData("31456789", "M", "20314567898")]
    [InlineData("31456789", "F", "27314567892")]
    [InlineData("30000002", "M", "23300000029")]
    [InlineData("30000013", "F", "23300000134")]
    public void The_published_tax_numbers_come_out(string dni, string sex, string cuil) => Assert.Equal(cuil, CuilNumber.Of(dni, sex));

    [Fact]
    public void The_seed_gives_the_same_people_on_every_machine()
    {
        var person = Population.At(4_321);

        Assert.Equal(Population.At(4_321), person with { Parents = Population.At(4_321).Parents });
        Assert.Equal("6905882", person.Dni);
    }
}
