using System.Reflection;
using Cabildo.Documents;
using Cabildo.Exchange;
using Cabildo.Identity;
using Cabildo.Portal;

namespace Cabildo.Cli.Tests.Roles;

public sealed class RolesPageTests
{
    public static TheoryData<Type> Options =>
    [
        typeof(IdentityProviderOptions), typeof(RelyingPartyOptions), typeof(DocumentsOptions), typeof(ExchangeOptions),
        typeof(ClientOptions), typeof(ServiceOptions), typeof(GrantOptions), typeof(EndpointOptions), typeof(LimitOptions), typeof(LocalGroupOptions), typeof(PortalOptions), typeof(OfferedPerson),
    ];

    [Theory, MemberData(nameof(Options))]
    public void Every_setting_of_a_role_is_on_the_page(Type options)
    {
        var settings = options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name);

        Assert.All(settings, setting => Assert.Matches($"[:`]{setting}[:`]", RolesPage.Text));
    }
}
