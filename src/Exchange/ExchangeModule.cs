using Cabildo.Exchange.Certificates;
using Cabildo.Exchange.Configuration;
using Cabildo.Exchange.Consumer;
using Cabildo.Exchange.Evidence;
using Cabildo.Exchange.Log;
using Cabildo.Exchange.Log.Containers;
using Cabildo.Exchange.Log.Timestamps;
using Cabildo.Exchange.Management;
using Cabildo.Exchange.Metaservices;
using Cabildo.Exchange.Node;
using Cabildo.Exchange.Peers;
using Cabildo.Exchange.Provider;
using Cabildo.Exchange.Rights;
using Cabildo.Exchange.Services;
using Cabildo.Exchange.Signing;
using Cabildo.XRoad.Identifiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange;

/// <summary>
/// The security server of one organisation: it sends its clients' requests to other organisations' servers, and theirs to
/// its services. It listens on two addresses of its own, see <see cref="ExchangeOptions"/>; the setting <c>Urls</c> is not for it.
/// </summary>
public static class ExchangeModule
{
    /// <summary>Adds the module, with its options from the section <c>Exchange</c>.</summary>
    public static WebApplicationBuilder AddExchange(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ExchangeOptions>().BindConfiguration(ExchangeOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ExchangeOptions>, ExchangeOptionsValidator>();
        services.AddSingleton(SettingsOf);
        builder.AddMessageLog();
        builder.AddManagement();
        services.AddSingleton<ITimestampTerms, ConfiguredTimestamps>().AddSingleton<IVerificationFiles, KeptVerificationFiles>();
        services.AddSingleton<NodeIdentity>();
        services.AddGlobalConfiguration();
        services.AddNodeCertificates();
        services.AddSingleton<FastestFirst>();
        services.AddSingleton<PeerHandshake>();
        services.AddSingleton<PeerConnections>();
        services.AddSingleton<ServiceConnections>();
        services.AddSingleton<AccessRights>().AddSingleton<Quotas>();
        services.AddSingleton<SigningQueue>().AddSingleton<MessageEvidence>();
        services.AddSingleton<RequestRoute>().AddSingleton<RestExchange>().AddSingleton<ConsumerRelay>();
        services.AddSingleton<SoapExchange>().AddSingleton<SoapRelay>();
        services.AddSingleton<Gate>().AddSingleton<RequestReception>().AddSingleton<ServiceCall>().AddSingleton<RestProvider>();
        services.AddSingleton<ServiceListing>().AddSingleton<ServiceDescriptions>().AddSingleton<RestMetaservices>().AddSingleton<SoapMetaservices>().AddSingleton<ListClients>();
        services.AddSingleton<SoapServiceCall>().AddSingleton<SoapProvider>().AddSingleton<ProviderRelay>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, NodeListeners>();
        services.AddSingleton<OwnCertificates>().AddHealthChecks().AddCheck<NodeHealth>("node");
        return builder;
    }

    /// <summary>
    /// Puts the doors in front. Call it before <c>UseRole</c>: what that adds to answers of pages is not to be added to
    /// messages, which pass as they came. Requests that are not messages go on to what follows.
    /// </summary>
    public static WebApplication MapExchange(this WebApplication app)
    {
        var consumer = app.Services.GetRequiredService<ConsumerRelay>();
        var soap = app.Services.GetRequiredService<SoapRelay>();
        var provider = app.Services.GetRequiredService<ProviderRelay>();
        app.MapWhen(Door.IsPeers, peers => peers.Run(provider.RunAsync));
        app.MapWhen(Door.IsManagement, operators => operators.Run(app.Services.GetRequiredService<ManagementDoor>().RunAsync));
        app.MapWhen(Door.IsOcsp, certificates => certificates.Run(app.Services.GetRequiredService<OcspDoor>().RunAsync));
        app.MapWhen(Door.IsMessageOfClient, clients => clients.Run(consumer.RunAsync));
        app.MapWhen(Door.IsSoapOfClient, clients => clients.Run(soap.RunAsync));
        app.MapWhen(Door.IsListClients, clients => clients.Run(app.Services.GetRequiredService<ListClients>().RunAsync));
        app.MapMessageLog(Door.IsClients, MayRead);
        return app;
    }

    // All options are looked at together: the first to be read would be the only one to complain.
    private static NodeSettings SettingsOf(IServiceProvider provider)
    {
        provider.GetService<IStartupValidator>()?.Validate();
        return NodeSettings.Of(provider.GetRequiredService<IOptions<ExchangeOptions>>().Value);
    }

    private static bool MayRead(HttpContext context, ClientId client) =>
        context.RequestServices.GetRequiredService<NodeSettings>().Clients.TryGetValue(client, out var known)
        && known.Refuse(context.Connection, context.Request.IsHttps) is null;
}
