using System.Text.Json;
using Cabildo.Authority.Facts;
using Cabildo.Authority.Tests.Support;
using Cabildo.XRoad.GlobalConfiguration;

namespace Cabildo.Authority.Tests;

/// <summary>The file of facts and what is said of its mistakes.</summary>
public sealed class FactsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cabildo-facts-").FullName;

    [Fact]
    public void The_facts_are_those_of_the_file()
    {
        var facts = Load(ExampleFacts.Text);

        Assert.Equal(("RP", "RP", 3, 2), (facts.Instance, facts.Country, facts.Members.Count, facts.Servers.Count));
        Assert.Equal("Registro de licencias", facts.Members[0].Subsystems.Single().Name);
        Assert.Equal("RA/GOV/transito/patentes", facts.GlobalGroups.Single().Members[1].ToString());
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromMinutes(1)), (facts.OcspFreshness, facts.TimestampingInterval));
        Assert.Equal("Vuelve el lunes", facts.Servers[1].Maintenance!.Message);
    }

    [Fact]
    public void JSON_will_do()
    {
        var facts = Load(JsonSerializer.Serialize(new
        {
            instance = "RA",
            country = "RA",
            memberClasses = new[] { new { code = "GOV", description = "Gobierno" } },
            members = new[] { new { id = "RA/GOV/central", name = "Central" } },
            management = new { service = "RA/GOV/central", address = "https://localhost:4001/" },
            ocspFreshnessSeconds = 600,
        }));

        Assert.Equal(("RA", TimeSpan.FromMinutes(10)), (facts.Instance, facts.OcspFreshness));
    }

    [Theory]
    [InlineData("code: GOV, description", "code: G/V, description", "line 4: code 'G/V' cannot be part")]
    [InlineData("country: RP", "country: Plata", "country is two capital letters")]
    [InlineData("code: COM", "code: GOV", "line 5: The class GOV is there twice")]
    [InlineData("id: RP/COM/seguros", "id: RP/NGO/seguros", "line 15: The class NGO is not among")]
    [InlineData("id: RP/COM/seguros", "id: RP/GOV/health", "line 15: RP/GOV/health is there twice")]
    [InlineData("id: RP/COM/seguros", "id: RA/COM/seguros", "line 15: 'RA/COM/seguros' is not RP/class/code")]
    [InlineData("id: RP/GOV/health/ss1", "id: RP/GOV/nadie/ss1", "line 21: The owner of RP/GOV/nadie/ss1 is not")]
    [InlineData("id: RP/GOV/health/ss1", "id: RP/GOV/transport/ss1", "line 21: The server RP/GOV/transport/ss1 is there twice")]
    [InlineData("salud.example", "salud example", "line 21: 'salud example' is neither")]
    [InlineData("clients: [RP/GOV/health/vaccines]", "clients: [RP/GOV/health/nada]", "line 21: 'RP/GOV/health/nada' is neither a member")]
    [InlineData("{code: vaccines}", "{code: vaccines, nombre: x}", "line 14")]
    [InlineData("name: Ministerio de Salud", "naem: Ministerio de Salud", "line 12")]
    [InlineData("https://127.0.0.1:4001/managementservice/", "http://127.0.0.1/", "line 28: The address of management")]
    [InlineData("instance: RP", "instance: RP\nfederation: [nowhere.xml]", "The anchor nowhere.xml cannot be read")]
    [InlineData("instance: RP", "instance: RP\nocspFreshnessSeconds: 0", "ocspFreshnessSeconds is 1 second to 30 days")]
    [InlineData("instance: RP", "instance: RP\ninstance: RP", "line 2")]
    [InlineData("instance: RP", "instance: [", "line")]
    [InlineData("instance: RP\n", "", "Instance")]
    public void A_mistake_is_refused_with_its_line(string right, string wrong, string sentence)
    {
        var text = ExampleFacts.Text.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(ExampleFacts.Text, text);

        var problem = Assert.Throws<InvalidDataException>(() => Load(text));

        Assert.Contains(sentence, problem.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void No_file_an_empty_one_and_a_folder_are_refused()
    {
        Assert.Contains("There is no", Assert.Throws<InvalidDataException>(() => InstanceFacts.Load(Path.Combine(_folder, "none.yaml"))).Message, StringComparison.Ordinal);
        Assert.Contains("empty", Assert.Throws<InvalidDataException>(() => Load("")).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => InstanceFacts.Load(_folder));
    }

    [Fact]
    public async Task The_anchor_of_a_federated_instance_is_handed_on_to_the_own_servers()
    {
        await using var andes = await AuthorityRole.StartAsync();
        var anchor = ConfigurationAnchor.Parse(await andes.Anyone.GetByteArrayAsync("/anchor/external", TestContext.Current.CancellationToken)) with { InstanceIdentifier = "RA" };
        File.WriteAllBytes(Path.Combine(andes.Folder, "ra.xml"), anchor.Write());
        await File.WriteAllTextAsync(andes.FactsFile, ExampleFacts.Text + "\nfederation: [ra.xml]\n", TestContext.Current.CancellationToken);
        andes.Time.Advance(TimeSpan.FromMinutes(2));

        var (_, _, own) = await (await ConfigurationClient.WithAnchorAsync(andes, "internal")).FetchAsync("internalconf", 6);

        Assert.Equal("RA", own!.FederationAnchors.Single().InstanceIdentifier);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private InstanceFacts Load(string text)
    {
        var path = Path.Combine(_folder, "facts.yaml");
        File.WriteAllText(path, text);
        return InstanceFacts.Load(path);
    }
}
