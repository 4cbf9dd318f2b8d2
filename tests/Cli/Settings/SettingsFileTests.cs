using Cabildo.Cli.Roles;
using Cabildo.Cli.Settings;
using Cabildo.Cli.Tests.Support;

namespace Cabildo.Cli.Tests.Settings;

public sealed class SettingsFileTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    [Fact]
    public void Steps_down_and_lists_become_keys_each_with_its_line()
    {
        var (settings, problems) = Read(RoleShape.Identity, """
            Urls: http://localhost:8081
            Identity:
              LockOutAfter: 3
              Clients:
                - Id: portal
                  Name: {es: Portal, en: Portal}
                  Scopes: [openid, profile]
                - Id: desk
            """);

        Assert.Empty(problems);
        Assert.Equal(
            [
                ("Identity:Clients:0:Id", "portal", 5), ("Identity:Clients:0:Name:en", "Portal", 6), ("Identity:Clients:0:Name:es", "Portal", 6),
                ("Identity:Clients:0:Scopes:0", "openid", 7), ("Identity:Clients:0:Scopes:1", "profile", 7), ("Identity:Clients:1:Id", "desk", 8),
                ("Identity:LockOutAfter", "3", 3), ("Urls", "http://localhost:8081", 1),
            ],
            settings.Values.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => (setting.Key, setting.Value!, settings.Origins.Lines[setting.Key])));
        Assert.Equal("role.yaml, line 5", settings.Origins.Of("Identity:Clients:0"));
        Assert.Null(settings.Origins.Of("Identity:Issuer"));
    }

    [Fact]
    public void Json_and_what_an_alias_stands_for_are_read_as_well()
    {
        Assert.Equal("https://a.example", Read(RoleShape.Portal, """{"Portal": {"Authority": "https://a.example", "People": [{"Id": "1"}]}}""").Settings.Values["portal:authority"]);
        Assert.Equal("a", Read(RoleShape.Portal, "Urls: &one a\nDatabase: *one").Settings.Values["Database"]);
    }

    [Theory]
    [InlineData("Urls: \nDatabase: ~\nProxies: null\nAssets: {Folder: ''}\nCountry: {Pack: 'null'}")]
    public void Nothing_and_null_leave_the_default_and_a_quoted_text_is_a_text(string text)
    {
        var (settings, problems) = Read(RoleShape.Portal, text);

        Assert.Empty(problems);
        Assert.Equal([("Assets:Folder", ""), ("Country:Pack", "null")], settings.Values.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => (setting.Key, setting.Value!)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a remark\n")]
    public void An_empty_file_has_no_settings(string text)
    {
        var (settings, problems) = Read(RoleShape.Portal, text);

        Assert.Empty(problems);
        Assert.Empty(settings.Values);
    }

    [Theory]
    [InlineData("Urls: a\nurls: b\n", 2, "urls is set twice: it is on line 1 too.")]
    [InlineData("Urls: a\n  Database: b\n", 2, "Mind the indentation")]
    [InlineData("just words\n", 1, "Settings are keys with values")]
    [InlineData("- a\n- b\n", 1, "Settings are keys with values")]
    [InlineData("Urls: a\n? [x, y]\n: b\n", 2, "A key is a word")]
    [InlineData("Urls: a\n---\nUrls: b\n", 2, "One file has one document")]
    [InlineData("Urls: a\nDatabase: *one\n", 2, "There is no '&one' above this '*one'")]
    [InlineData("Urls: a\nDatabase:\n\t- b\n", 3, "found invalid tab")]
    [InlineData("Urls: x\nExchange:\n  Services: [\nProxies: c\n", 3, "left open here or below")]
    [InlineData("Urls: x\nDatabase: 'a\nProxies: c\n", 2, "Mind the indentation, the colons, the quotation marks and the brackets")]
    [InlineData("Urls: a\nDatbase: b\n", 2, "Datbase is not a setting. Did you mean Database?")]
    [InlineData("Exchange:\n  Servces: []\n", 2, "Exchange:Servces is not a setting. Did you mean Exchange:Services?")]
    [InlineData("Urls: a\nServices: []\n", 2, "Services is not a setting. Did you mean Exchange:Services? Mind the indentation.")]
    [InlineData("Exchange:\n  Nonsense: 1\n", 2, "Exchange:Nonsense is not a setting. Remove it: here may stand Server, ")]
    [InlineData("Exchange:\n  Services:\n    - Id: a\n      Grants:\n        - Clent: b\n", 5, "Exchange:Services:0:Grants:0:Clent is not a setting. Did you mean Exchange:Services:0:Grants:0:Client?")]
    [InlineData("Exchange:\n  Services:\n    - Id: a\n      Urls: http://b\n", 4, "Exchange:Services:0:Urls is one value, and must be a list")]
    [InlineData("Exchange:\n  Services:\n    Id: a\n", 2, "Exchange:Services is keys with values, and must be a list")]
    [InlineData("Exchange: yes\n", 1, "Exchange is one value, and must be keys with values: Server, ")]
    [InlineData("Exchange:\n  Server: [a]\n", 2, "Exchange:Server is a list, and must be one value: a text.")]
    [InlineData("Exchange:\n  PeersPort: many\n", 2, "Exchange:PeersPort is 'many', and must be a whole number.")]
    [InlineData("Exchange:\n  PeerTimeout: 75s\n", 2, "Exchange:PeerTimeout is '75s', and must be a duration: hh:mm:ss, or d.hh:mm:ss.")]
    [InlineData("Exchange:\n  Clients:\n    - Connection: MutualTLs1\n", 3, "Exchange:Clients:0:Connection is 'MutualTLs1', and must be one of MutualTls, Https, Http (did you mean MutualTls?).")]
    [InlineData("Exchange:\n  Log:\n    Archive: {Aftr: 1}\n", 3, "Exchange:Log:Archive:Aftr is not a setting. Did you mean Exchange:Log:Archive:After?")]
    [InlineData("Log: {Level: Loud}\n", 1, "Log:Level is 'Loud', and must be one of Trace")]
    public void What_is_wrong_names_its_line_and_says_what_to_do(string text, int line, string sentence)
    {
        var problem = Assert.Single(Read(RoleShape.Exchange, text).Problems);

        Assert.Equal(line, problem.Line);
        Assert.Contains(sentence, problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_and_also_what_stands_before_where_the_file_breaks_off()
    {
        var (_, problems) = Read(RoleShape.Exchange, """
            Urls: a
            Urls: b
            Exchange:
              Servr: RP/GOV/digital/digital-1
              PeersPort: x
              Clients:
                - ]
            """);

        Assert.Equal([2, 4, 5, 7], problems.Select(problem => problem.Line).Order());
    }

    [Fact]
    public void A_file_nested_without_end_is_refused()
    {
        var (_, problems) = Read(RoleShape.Exchange, "Exchange: {Clients: " + new string('[', 10_000));

        Assert.Contains("at most 64 deep", problems[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var problem = Assert.Throws<InvalidDataException>(() => SettingsFile.Read(new FileInfo("/no/such/identity.yaml"), RoleShape.Identity, []));

        Assert.Contains("/no/such/identity.yaml", problem.Message, StringComparison.Ordinal);
        Assert.Contains("--config", problem.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private (RoleSettings Settings, List<SettingProblem> Problems) Read(RoleShape shape, string text)
    {
        var problems = new List<SettingProblem>();
        var (settings, _) = SettingsFile.Read(new FileInfo(_folder.Write("role.yaml", text)), shape, problems);
        return (settings, problems);
    }
}
