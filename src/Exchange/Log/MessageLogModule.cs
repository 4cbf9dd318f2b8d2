using Cabildo.Exchange.Log.Archives;
using Cabildo.Exchange.Log.Bodies;
using Cabildo.Exchange.Log.Containers;
using Cabildo.Exchange.Log.Encryption;
using Cabildo.Exchange.Log.Records;
using Cabildo.Exchange.Log.Storage;
using Cabildo.Exchange.Log.Timestamps;
using Cabildo.Exchange.Log.Verification;
using Cabildo.Exchange.Storage;
using Cabildo.Platform.Storage;
using Cabildo.XRoad.Identifiers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Log;

/// <summary>Puts the message log into a node. An <see cref="ITimestampTerms"/> must be registered beside it.</summary>
internal static class MessageLogModule
{
    /// <summary>The database of the role, if the setting <c>Database</c> names none.</summary>
    public const string DefaultDatabase = "Data Source=data/exchange.db";

    /// <summary>Registers the log. Settings: section <see cref="MessageLogOptions.Section"/>, and <c>Database</c>.</summary>
    public static WebApplicationBuilder AddMessageLog(this WebApplicationBuilder builder)
    {
        var connection = builder.Configuration["Database"] ?? DefaultDatabase;
        var services = builder.Services;
        services.AddOptions<MessageLogOptions>().BindConfiguration(MessageLogOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MessageLogOptions>, MessageLogOptionsValidator>();
        services.AddSingleton(_ => new NodeDatabase(connection)).AddSingleton(GroupLimits.Default);
        services.AddSingleton<IHostedService>(provider => new ApplyNodeMigrations(
            provider.GetRequiredService<NodeDatabase>(), MessageLogContext.Module, MessageLogContext.Newest, ct => MessageLogContext.MigrateAsync(connection, ct)));
        services.AddSingleton<LogWriter>().AddHostedService(provider => provider.GetRequiredService<LogWriter>());
        services.AddSingleton<Sealer>().AddSingleton<BodyPolicy>().AddSingleton<BodyWriter>().AddSingleton<RecordMaker>();
        services.AddSingleton<StopRule>().AddSingleton<TimestampClient>().AddSingleton<StampSignatures>().AddSingleton<StampsOfSignatures>();
        services.AddSingleton<StampLog>().AddHostedService(provider => provider.GetRequiredService<StampLog>());
        services.AddSingleton<FindMessages>().AddSingleton<MessageContainers>().AddSingleton<MessageContainer>();
        services.AddSingleton<ArchiveShelf>().AddSingleton<ArchiveLog>().AddSingleton<TrimLog>().AddSingleton<SweepBodies>().AddHostedService<KeepShelf>();
        services.AddSingleton<VerifyChain>();
        services.AddSingleton<MessageLog>();
        return builder;
    }

    /// <summary>Puts <c>/asic</c> and <c>/verificationconf</c> on the clients' door. An <see cref="IVerificationFiles"/> must be registered.</summary>
    /// <param name="app">The node.</param>
    /// <param name="isClientsDoor">Whether a request came in by the clients' address.</param>
    /// <param name="mayRead">Whether its caller is that client of this server.</param>
    public static WebApplication MapMessageLog(this WebApplication app, Func<HttpContext, bool> isClientsDoor, Func<HttpContext, ClientId, bool> mayRead)
    {
        var endpoints = ActivatorUtilities.CreateInstance<ContainerEndpoints>(app.Services);
        app.MapWhen(context => IsGet(context, "/asic"), asic => asic.Run(context => endpoints.DownloadAsync(context, mayRead)));
        app.MapWhen(context => IsGet(context, "/verificationconf"), files => files.Run(endpoints.SendConfigurationAsync));
        return app;

        bool IsGet(HttpContext context, string path) =>
            HttpMethods.IsGet(context.Request.Method) && context.Request.Path.Equals(path, StringComparison.Ordinal) && isClientsDoor(context);
    }
}
