using Cabildo.Platform.Country;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cabildo.Platform.Hosting;

/// <summary>The one way to make the web application of a role: identity, documents, exchange, portal, a register.</summary>
public static class RoleHost
{
    /// <summary>Largest request body a role reads where an endpoint does not say otherwise, in bytes.</summary>
    public const long DefaultBodyLimit = 256 * 1024;

    /// <summary>Makes a builder whose only configuration is <paramref name="settings"/>.</summary>
    /// <param name="role">Name of the role; it keeps the data-protection purposes and the logs of roles apart.</param>
    /// <param name="settings">Flat keys: <c>Urls</c>, <c>Database</c>, <c>Country:Pack</c>, and the sections of the modules.</param>
    /// <param name="keepsSessions">Whether it protects cookies or tokens of its own, for which it gets a ring of keys; false for roles that only programs call.</param>
    public static WebApplicationBuilder CreateBuilder(string role, IReadOnlyDictionary<string, string?> settings, bool keepsSessions = true) =>
        CreateBuilder(role, new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), keepsSessions);

    /// <summary>Makes a builder whose only configuration is <paramref name="configuration"/>.</summary>
    /// <param name="role">See there.</param>
    /// <param name="configuration">All of it.</param>
    /// <param name="keepsSessions">See there.</param>
    public static WebApplicationBuilder CreateBuilder(string role, IConfiguration configuration, bool keepsSessions = true)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            // The framework loads this assembly to look for pages; those of a role are said by AddPages.
            ApplicationName = typeof(RoleHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
            // Or the framework watches the whole folder for files of its own, which are not read: a thread and a watch a directory.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = DefaultBodyLimit;
        });
        if (configuration["Urls"] is { } urls)
            builder.WebHost.UseUrls(AddressesIn(urls));
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateOnBuild = provider.ValidateScopes = true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));

        AddLogging(builder, configuration);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddProblemDetails();
        builder.Services.AddHealthChecks();
        builder.Services.AddHttpContextAccessor();
        if (configuration["Country:Pack"] is { } pack)
            builder.Services.AddSingleton(CountryPack.Load(pack));
        if (keepsSessions && configuration["Database"] is not null)
            builder.AddKeyRing(role);
        return builder;
    }

    /// <summary>Says that a role cannot do without the country pack.</summary>
    /// <exception cref="InvalidDataException">The setting <c>Country:Pack</c> is missing.</exception>
    public static WebApplicationBuilder RequireCountryPack(this WebApplicationBuilder builder) =>
        builder.Configuration["Country:Pack"] is not null
            ? builder
            : throw new InvalidDataException("Country:Pack is not set. Set it to the path of a pack.yaml.");

    private static string[] AddressesIn(string urls)
    {
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var wrong = addresses.FirstOrDefault(address =>
            !address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !address.StartsWith("https://", StringComparison.OrdinalIgnoreCase));
        return wrong is null ? addresses : throw new InvalidDataException($"Urls has {wrong}, which is not http://host:port or https://host:port.");
    }

    // Requests, queries and addresses carry people's numbers: the framework's own lines about them stay off.
    private static void AddLogging(WebApplicationBuilder builder, IConfiguration configuration)
    {
        var level = Enum.TryParse<LogLevel>(configuration["Log:Level"], ignoreCase: true, out var asked) ? asked : LogLevel.Information;
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Cabildo", level);
        // What a check of health finds is told to whoever asks for it, and logged where it was noticed.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        // A failed command is thrown to its caller, who knows what it means: PostgreSQL fails one to learn that it is empty.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);
        if (string.Equals(configuration["Log:Format"], "simple", StringComparison.Ordinal))
            builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        else
            builder.Logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
    }
}
