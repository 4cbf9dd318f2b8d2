using Cabildo.CivilRegister.Data;
using Cabildo.CivilRegister.Filling;
using Cabildo.CivilRegister.Persons;
using Cabildo.Platform.Hosting;
using Cabildo.Platform.Storage;
using Cabildo.RepublicaDelPlata.Registers;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cabildo.CivilRegister;

/// <summary>The civil register: persons, their births and deaths, and who is whose child.</summary>
public static class CivilRegisterApplication
{
    /// <summary>Builds the register.</summary>
    /// <param name="settings"><c>Urls</c>, <c>Database</c>, and the section <c>Register</c> (<see cref="RegisterOptions"/>).</param>
    public static WebApplication Build(IReadOnlyDictionary<string, string?> settings)
    {
        var builder = RoleHost.CreateBuilder("civil-register", settings);
        builder.Services.AddOptions<RegisterOptions>().BindConfiguration("Register").ValidateDataAnnotations().ValidateOnStart();
        builder.AddDatabase<RegisterContext>("civil");
        builder.Services.ConfigureHttpJsonOptions(json => PersonJson.Configure(json.SerializerOptions));
        builder.Services.AddOpenApi("civil");
        builder.Services.AddSingleton(services => new OperatorKey(services.GetRequiredService<IOptions<RegisterOptions>>().Value.OperatorKey));
        builder.Services.AddScoped<RegisterBirth>();
        builder.Services.AddScoped<RegisterDeath>();
        builder.Services.AddSingleton(services => new FillRegister(
            services.GetRequiredService<IDbContextFactory<RegisterContext>>(), services.GetRequiredService<TimeProvider>()));

        var app = builder.Build();
        app.UseRole();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapPersons();
        return app;
    }
}
