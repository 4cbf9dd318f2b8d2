using Cabildo.Cli.Roles;
using Cabildo.Cli.Tests.Support;

namespace Cabildo.Cli.Tests.Roles;

public sealed class ConfigurationFileTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    [Fact]
    public void Steps_down_and_lists_become_keys()
    {
        var settings = Read(
            """
            Urls: http://localhost:8081
            Identity:
              LockOutAfter: 3
              Clients:
                - Id: portal
                  Name: {es: Portal, en: Portal}
                  Scopes: [openid, profile]
                - Id: desk
            """);

        Assert.Equal(
            [
                ("Identity:Clients:0:Id", "portal"), ("Identity:Clients:0:Name:en", "Portal"), ("Identity:Clients:0:Name:es", "Portal"),
                ("Identity:Clients:0:Scopes:0", "openid"), ("Identity:Clients:0:Scopes:1", "profile"), ("Identity:Clients:1:Id", "desk"),
                ("Identity:LockOutAfter", "3"), ("Urls", "http://localhost:8081"),
            ],
            settings.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => (setting.Key, setting.Value!)));
    }

    [Fact]
    public void Json_is_read_as_well() =>
        Assert.Equal("https://a.example", Read("""{"Portal": {"Authority": "https://a.example", "People": [{"Id": "1"}]}}""")["portal:authority"]);

    [Theory]
    [InlineData("A: \nB: ~\nC: null\nD: ''\nE: 'null'")]
    public void Nothing_and_null_leave_the_default_and_a_quoted_text_is_a_text(string text)
    {
        var settings = Read(text);

        Assert.Equal(["D", "E"], settings.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("", "null"), (settings["D"], settings["E"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a remark\n")]
    public void An_empty_file_has_no_settings(string text) => Assert.Empty(Read(text));

    [Theory]
    [InlineData("Urls: a\nUrls: b\n", 2)]
    [InlineData("Urls: a\n  Database: b\n", 2)]
    [InlineData("just words\n", 1)]
    [InlineData("- a\n- b\n", 1)]
    [InlineData("Urls: a\n? [x, y]\n: b\n", 2)]
    public void What_cannot_be_read_names_the_file_and_the_line(string text, int line)
    {
        var problem = Assert.Throws<InvalidDataException>(() => Read(text));

        Assert.StartsWith($"{Path.Combine(_folder.Path, "role.yaml")}, line {line}: ", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Urls: [a, b\nDatabase: c\n")]
    [InlineData("Urls: {a: b\nDatabase: c\n")]
    [InlineData("Urls: 'a\nDatabase: c\n")]
    public void What_is_left_open_names_the_file(string text)
    {
        var problem = Assert.Throws<InvalidDataException>(() => Read(text));

        Assert.StartsWith(Path.Combine(_folder.Path, "role.yaml"), problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var problem = Assert.Throws<InvalidDataException>(() => ConfigurationFile.Read("/no/such/identity.yaml"));

        Assert.Contains("/no/such/identity.yaml", problem.Message, StringComparison.Ordinal);
        Assert.Contains("--config", problem.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Dictionary<string, string?> Read(string text) => ConfigurationFile.Read(_folder.Write("role.yaml", text));
}
