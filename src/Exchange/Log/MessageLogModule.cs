using Cabildo.Exchange.Log.Bodies;
using Cabildo.Exchange.Log.Encryption;
using Cabildo.Exchange.Log.Records;
using Cabildo.Exchange.Log.Storage;
using Cabildo.Exchange.Log.Timestamps;
using Cabildo.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
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
        services.AddDbContextFactory<MessageLogContext>(options => options.UseDatabase(connection, MessageLogContext.Module));
        services.AddHostedService<ApplyLogMigrations>();
        services.AddSingleton(_ => new LogDatabase(connection)).AddSingleton(GroupLimits.Default);
        services.AddSingleton<LogWriter>().AddHostedService(provider => provider.GetRequiredService<LogWriter>());
        services.AddSingleton<Sealer>().AddSingleton<BodyPolicy>().AddSingleton<BodyWriter>().AddSingleton<RecordMaker>();
        services.AddSingleton<StopRule>().AddSingleton<TimestampClient>().AddSingleton<StampSignatures>();
        services.AddSingleton<StampLog>().AddHostedService(provider => provider.GetRequiredService<StampLog>());
        services.AddSingleton<MessageLog>();
        return builder;
    }
}
