using System.CommandLine;
using Cabildo.Cli.Demo;
using Cabildo.Cli.Roles;

var root = new RootCommand(
    """
    Cabildo: public services in days. One executable holds every role.

    Examples:
      cabildo demo                                 a whole country on this machine
      cabildo demo --check                         plays the licence story and says whether it holds
      cabildo identity --config identity.yaml      one role alone
    """)
{
    DemoCommand.Create(),
};
foreach (var role in RoleCommands.Create())
    root.Add(role);

return await root.Parse(args).InvokeAsync();
